using VideoPipeline.Codecs;
using VideoPipeline.Containers.Common;
using VideoPipeline.Errors;
using VideoPipeline.Sources.Access;
using VideoPipeline.Video;

namespace VideoPipeline.Decoding.Selected;

/// <summary>
/// Checks skipped samples, which are not decoded for the selected frames, for persistent state that they leave for those that are
/// (<see cref="PersistentState"/>): all of them where reading is cheap, otherwise the first sample, which in practice has all
/// of it.
/// </summary>
/// <param name="source">The video.</param>
/// <param name="index">The index of the video.</param>
/// <param name="format">Reads the samples.</param>
/// <param name="guard">Checks the samples; it is the guard that checks the decoded samples too.</param>
internal sealed class SkippedSamples(IVideoSource source, VideoIndex index, IRemuxer format, PersistentStateGuard guard)
{
    /// <summary>
    /// The maximum length in bytes of a video of which all samples are read over a network only for this check, one by one.
    /// </summary>
    private const long MaxRemoteBytes = 4 << 20;

    /// <summary>
    /// The maximum number of samples between a decoded one and an IDR picture that may still discard its frame.
    /// </summary>
    private const int MaxReorderedPictures = 16;

    /// <summary>Checks the samples from a row up to the key sample after that of the last selected frame.</summary>
    /// <param name="from">The first row.</param>
    /// <param name="decoded">Ascending ranges of rows that are decoded, and therefore checked anyway.</param>
    /// <param name="cancellation">Cancels the reads.</param>
    /// <exception cref="UnsplittableVideoException">
    /// A skipped sample has persistent state that makes the video unsplittable.
    /// </exception>
    public async Task InspectAsync(int from, IReadOnlyList<SampleRange> decoded, CancellationToken cancellation)
    {
        var rows = await RowsAsync(from, decoded, cancellation);
        if (!source.IsLocal && source.Length > MaxRemoteBytes)
        {
            rows = [.. rows.Where(row =>
                row == 0 || (index.Samples.IsKey[row] && guard.MayDropPendingFrames && FollowsClosely(row)))];
        }
        foreach (var row in rows)
        {
            if (await FindReasonAsync(row, cancellation) is { } reason)
                throw UnsplittableSample.CreateException(source, index.Samples, row, reason);
        }

        bool FollowsClosely(int row) => decoded.Any(range => range.End <= row && row - range.End < MaxReorderedPictures);
    }

    // For a large sample, checks both ends: persistent state precedes the picture data or, in a malicious file, follows it.
    private async Task<string?> FindReasonAsync(int row, CancellationToken cancellation)
    {
        var (offset, size) = (index.Samples.Offset[row], index.Samples.Size[row]);
        if (size <= 2 * SampleHeads.MaxBytes)
            return guard.FindUnsplittableReason(await format.ReadSampleAsync(source, index, row, cancellation));
        var end = await SampleHeads.ReadAsync(source, index, row, cancellation);
        var state = guard.ReadPersistentState(end)
            ?? guard.ReadPersistentState(await format.ReadSampleAsync(source, index, row, cancellation));
        if (state?.UnsplittableReason is { } reason) return reason;
        if (!source.IsLocal) return null;
        await source.ReadExactlyAsync(offset + size - end.Length, end, cancellation);
        return guard.FindTrailingUnsplittableReason(end);
    }

    private async Task<List<int>> RowsAsync(int from, IReadOnlyList<SampleRange> decoded, CancellationToken cancellation)
    {
        var rows = new List<int>();
        var next = from;
        foreach (var range in decoded)
        {
            await AddAsync(next, range.Start);
            next = Math.Max(next, range.End);
        }
        // Up to the next key sample, if it follows closely.
        for (var row = next; row < Math.Min(index.Samples.Count, next + MaxReorderedPictures); row++)
        {
            await AddAsync(row, row + 1);
            if (index.Samples.IsKey[row]) break;
        }
        return rows;

        async Task AddAsync(int start, int end)
        {
            if (start >= end) return;
            if (guard.StatefulSamples == StatefulSamples.First) end = Math.Min(end, start == 0 ? 1 : start);
            await index.Samples.EnsureLoadedAsync(new SampleRange(start, end), cancellation);
            for (var row = start; row < end; row++)
                if (row == 0 || guard.StatefulSamples == StatefulSamples.All || index.Samples.IsKey[row]) rows.Add(row);
        }
    }
}
