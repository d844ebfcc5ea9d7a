using VideoPipeline.Codecs;
using VideoPipeline.Containers.Common;
using VideoPipeline.Errors;
using VideoPipeline.Sources.Access;
using VideoPipeline.Video;

namespace VideoPipeline.Decoding.Selected;

/// <summary>
/// Checks that decoders output pictures in the order of their time stamps. Where they do not, frame n of the index is not the
/// n-th frame that is output. A decode of all frames detects that anyway; a decode of selected frames does not.
/// </summary>
/// <param name="index">The index of the video.</param>
/// <param name="format">Reads the samples.</param>
/// <param name="guard">The guard of the codec.</param>
internal sealed class OutputOrderCheck(VideoIndex index, IRemuxer format, ISampleGuard guard)
{
    /// <summary>The maximum number of pictures that a decoder delays for reordering (H.264, A.3.1; H.265, A.4.2).</summary>
    private const int MaxReorderedPictures = 16;

    /// <summary>Checks the samples of a range, starting at the key sample at or before the first one.</summary>
    /// <param name="source">The video.</param>
    /// <param name="range">Rows of the sample table.</param>
    /// <param name="further">Whether to check also later samples that may be output between those of the range.</param>
    /// <param name="cancellation">Cancels the reads.</param>
    /// <exception cref="UnsplittableVideoException">The pictures are output in another order.</exception>
    public async Task CheckAsync(IVideoSource source, SampleRange range, bool further, CancellationToken cancellation)
    {
        if (guard.CreateOutputOrderReader() is not { } reader) return;
        var end = further ? Math.Min(index.Samples.Count, range.End + MaxReorderedPictures) : range.End;
        await index.Samples.EnsureLoadedAsync(new SampleRange(range.Start, end), cancellation);
        var start = range.Start;
        while (start > 0 && !index.Samples.IsKey[start])
            await index.Samples.EnsureLoadedAsync(new SampleRange(--start, start + 1), cancellation);
        var positions = new List<(long Position, int Row)>();
        for (var row = start; row < end && (row < range.End || !index.Samples.IsKey[row]); row++)
        {
            var position = reader(await SampleHeads.ReadAsync(source, index, row, cancellation))
                ?? reader(await format.ReadSampleAsync(source, index, row, cancellation));
            if (position is not { } value) return; // no picture: the guard reports that
            positions.Add((value, row));
        }
        positions.Sort();
        for (var i = 1; i < positions.Count; i++)
        {
            var row = positions[i].Row;
            if (index.Samples.Pts[row] <= index.Samples.Pts[positions[i - 1].Row])
            {
                const string reason = "its time stamps are not in the order in which decoders output its pictures";
                throw UnsplittableSample.CreateException(source, index.Samples, row, reason);
            }
        }
    }
}
