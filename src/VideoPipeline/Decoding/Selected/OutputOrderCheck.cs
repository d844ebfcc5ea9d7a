using VideoPipeline.Codecs;
using VideoPipeline.Containers.Common;
using VideoPipeline.Errors;
using VideoPipeline.Sources.Access;
using VideoPipeline.Video;

namespace VideoPipeline.Decoding.Selected;

/// <summary>
/// Looks whether pictures are output in the order of their time stamps: where decoders go by another order, frame n of the index is not the
/// n-th that comes out. Of frames that are all decoded that shows by itself, of picked ones it does not.
/// </summary>
/// <param name="index">The video's index.</param>
/// <param name="format">How samples are read.</param>
/// <param name="guard">What is known of the codec.</param>
internal sealed class OutputOrderCheck(VideoIndex index, IRemuxer format, ISampleGuard guard)
{
    /// <summary>No decoder holds back more pictures than this until their turn comes (H.264, A.3.1; H.265, A.4.2).</summary>
    private const int MostReordered = 16;

    /// <summary>Looks at the samples of a range, from the key sample at or before its first on.</summary>
    /// <param name="source">What they are read from.</param>
    /// <param name="range">Rows of the sample table.</param>
    /// <param name="further">Whether to look at those, too, that may be output amid them.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="UnsplittableVideoException">They are output in another order.</exception>
    public async Task CheckAsync(IVideoSource source, SampleRange range, bool further, CancellationToken cancellation)
    {
        if (guard.CreateOutputOrderReader() is not { } order) return;
        var end = further ? Math.Min(index.Samples.Count, range.End + MostReordered) : range.End;
        await index.Samples.EnsureLoadedAsync(new SampleRange(range.Start, end), cancellation);
        var start = range.Start;
        while (start > 0 && !index.Samples.IsKey[start]) await index.Samples.EnsureLoadedAsync(new SampleRange(--start, start + 1), cancellation);
        var turns = new List<(long Turn, int Row)>();
        for (var row = start; row < end && (row < range.End || !index.Samples.IsKey[row]); row++)
        {
            var turn = order(await SampleHeads.ReadAsync(source, index, row, cancellation))
                ?? order(await format.ReadSampleAsync(source, index, row, cancellation));
            if (turn is not { } known) return; // no picture: the guard objects to it
            turns.Add((known, row));
        }
        turns.Sort();
        for (var i = 1; i < turns.Count; i++)
        {
            var row = turns[i].Row;
            if (index.Samples.Pts[row] <= index.Samples.Pts[turns[i - 1].Row])
                throw UnsplittableSample.Of(source, index.Samples, row, "its time stamps are in another order than its pictures");
        }
    }
}
