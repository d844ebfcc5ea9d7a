using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization;
using VideoPipeline.Analysis;
using VideoPipeline.Errors;
using VideoPipeline.Imaging;
using VideoPipeline.Npz;
using VideoPipeline.Stills;

namespace VideoPipeline.Results.Partials;

/// <summary>
/// A partial as <c>partials/&lt;hash&gt;.npz</c>. Besides the columns of <c>frames.npz</c> it holds the analysis-size pictures at both
/// ends (<c>seam.*</c>), the sums for the mean image (<c>mean.*</c>), pictures for the contact sheet (<c>thumbnail.*</c>), what looks
/// found (<c>look.*</c>, <see cref="StillResultArrays"/>) and, as JSON in bytes, the work (<c>work</c>). A group's partial is the last two.
/// </summary>
public static class PartialFile
{
    /// <summary>Writes the file.</summary>
    public static void Write(Stream destination, Partial partial) => NpzWriter.Write(destination, Arrays(partial));

    /// <summary>Reads the file.</summary>
    /// <param name="source">The file.</param>
    /// <param name="name">What it is, for messages.</param>
    /// <exception cref="CorruptResultException">It is damaged or of another format.</exception>
    public static Partial Read(Stream source, string name)
    {
        var arrays = NpzReader.Read(source, name);
        var columns = arrays.All.Where(array => !array.Name.Contains('.') && array.Name is not ("key" or "work"));
        return new Partial(
            new RangeArrays([.. columns], Seam(arrays, "first"), Seam(arrays, "last"), Mean(arrays), Thumbnails(arrays)),
            arrays.Get<bool>("key").Data,
            Work(arrays, name))
        {
            StillResults = StillResultArrays.Read(arrays),
        };
    }

    /// <summary>Writes a group's file.</summary>
    public static void Write(Stream destination, StillsPartial partial) =>
        NpzWriter.Write(destination, [.. StillResultArrays.ToArrays(partial.Results), Work(partial.Work)]);

    /// <summary>Reads a group's file.</summary>
    /// <exception cref="CorruptResultException">It is damaged or of another format.</exception>
    public static StillsPartial ReadStills(Stream source, string name)
    {
        var arrays = NpzReader.Read(source, name);
        return new StillsPartial(StillResultArrays.Read(arrays), Work(arrays, name));
    }

    private static IEnumerable<NpyArray> Arrays(Partial partial)
    {
        foreach (var column in partial.Arrays.Columns) yield return column;
        yield return NpyArray.Of("key", partial.Key);
        yield return Work(partial.Work);
        foreach (var array in StillResultArrays.ToArrays(partial.StillResults)) yield return array;
        foreach (var (name, seam) in new[] { ("first", partial.Arrays.First), ("last", partial.Arrays.Last) })
        {
            if (seam is null) continue;
            yield return NpyArray.Of($"seam.{name}.hsv", seam.Hsv);
            yield return NpyArray.Of($"seam.{name}.luma", seam.Luma);
            yield return NpyArray.Of($"seam.{name}.matching", seam.Matching);
        }
        yield return NpyArray.Scalar("mean.frames", partial.Arrays.Mean.Frames);
        yield return NpyArray.Of("mean.sums", partial.Arrays.Mean.Sums);
        var thumbnails = partial.Arrays.Thumbnails;
        if (thumbnails.Count == 0) yield break;
        var (width, height) = (thumbnails[0].Image.Width, thumbnails[0].Image.Height);
        yield return NpyArray.Of("thumbnail.frame", thumbnails.Select(thumbnail => thumbnail.Frame).ToArray());
        yield return NpyArray.Of("thumbnail.pts", thumbnails.Select(thumbnail => thumbnail.Pts).ToArray());
        yield return NpyArray.Of(
            "thumbnail.bgr", thumbnails.SelectMany(thumbnail => thumbnail.Image.Samples).ToArray(), thumbnails.Count, height, width, 3);
    }

    private static SeamImage? Seam(NpzArrays arrays, string name) =>
        arrays.Has($"seam.{name}.hsv")
            ? new SeamImage(
                arrays.Get<byte>($"seam.{name}.hsv").Data,
                arrays.Get<byte>($"seam.{name}.luma").Data,
                arrays.Get<byte>($"seam.{name}.matching").Data)
            : null;

    private static MeanImage Mean(NpzArrays arrays) =>
        new(arrays.Get<long>("mean.frames").Data[0], arrays.Get<ulong>("mean.sums").Data);

    private static Thumbnail[] Thumbnails(NpzArrays arrays)
    {
        if (!arrays.Has("thumbnail.frame")) return [];
        var (frames, pts) = (arrays.Get<long>("thumbnail.frame").Data, arrays.Get<long>("thumbnail.pts").Data);
        var pictures = arrays.Get<byte>("thumbnail.bgr");
        var (height, width) = (pictures.Shape[1], pictures.Shape[2]);
        var bytes = 3 * width * height;
        return [.. frames.Select((frame, i) =>
            new Thumbnail(frame, pts[i], new BgrImage(width, height, pictures.Data.AsSpan(i * bytes, bytes).ToArray())))];
    }

    private static NpyArray Work(RangeWork work) =>
        NpyArray.Of("work", JsonSerializer.SerializeToUtf8Bytes(work, PartialJson.Default.RangeWork));

    private static RangeWork Work(NpzArrays arrays, string name)
    {
        try
        {
            return JsonSerializer.Deserialize(arrays.Get<byte>("work").Data, PartialJson.Default.RangeWork)!;
        }
        catch (JsonException problem)
        {
            throw new CorruptResultException($"{name} cannot be read: {problem.Message} Delete it and run again.", problem);
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RangeWork))]
internal sealed partial class PartialJson : JsonSerializerContext;
