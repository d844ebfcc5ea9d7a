using VideoPipeline.Analysis;
using VideoPipeline.Npz;

namespace VideoPipeline.Results.Partials;

/// <summary>
/// The previews of a range as arrays: <c>preview.frame</c>, <c>preview.pts</c>, <c>preview.length</c> (the bytes of each JPEG
/// file) and <c>preview.jpeg</c> (the files, one after another). Without previews there are none.
/// </summary>
internal static class PreviewArrays
{
    /// <summary>Returns the arrays.</summary>
    public static IEnumerable<NpyArray> ToArrays(IReadOnlyList<Preview> previews)
    {
        if (previews.Count == 0) yield break;
        yield return NpyArray.Of("preview.frame", previews.Select(preview => preview.Frame).ToArray());
        yield return NpyArray.Of("preview.pts", previews.Select(preview => preview.Pts).ToArray());
        yield return NpyArray.Of("preview.length", previews.Select(preview => preview.Jpeg.Length).ToArray());
        yield return NpyArray.Of("preview.jpeg", previews.SelectMany(preview => preview.Jpeg).ToArray());
    }

    /// <summary>Reads the previews from the arrays of a partial.</summary>
    public static Preview[] Read(NpzArrays arrays)
    {
        if (!arrays.Contains("preview.frame")) return [];
        var (frames, pts) = (arrays.Get<long>("preview.frame").Data, arrays.Get<long>("preview.pts").Data);
        var (lengths, files) = (arrays.Get<int>("preview.length").Data, arrays.Get<byte>("preview.jpeg").Data);
        var previews = new Preview[frames.Length];
        var start = 0;
        for (var i = 0; i < previews.Length; i++)
        {
            previews[i] = new Preview(frames[i], pts[i], files.AsSpan(start, lengths[i]).ToArray());
            start += lengths[i];
        }

        return previews;
    }
}
