using VideoPipeline.Codecs;
using VideoPipeline.Containers.Common;
using VideoPipeline.Errors;
using VideoPipeline.Sources.Access;
using VideoPipeline.Video;

namespace VideoPipeline.Decoding.Selected;

/// <summary>
/// Looks at samples that are not decoded for picked frames, for what they leave behind for those that are (<see cref="PersistentState"/>):
/// at all of them where reading costs little, otherwise at the first, which in practice says whatever there is.
/// </summary>
/// <param name="source">The video.</param>
/// <param name="index">Its index.</param>
/// <param name="format">How samples are read.</param>
/// <param name="watch">Sees what the decoded samples say too.</param>
internal sealed class SkippedSamples(IVideoSource source, VideoIndex index, IRemuxer format, PersistentStateGuard watch)
{
    /// <summary>As much is read over a network for the sake of certainty alone.</summary>
    private const long MostBytes = 4 << 20;

    /// <summary>An IDR picture so many samples behind the last one needed may still take frames away from it.</summary>
    private const int MostReordered = 16;

    /// <summary>Looks at the samples from a row on, up to the key sample after the last picked frame's.</summary>
    /// <param name="from">The row.</param>
    /// <param name="decoded">Ascending ranges of rows that are decoded, and so looked at anyway.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="UnsplittableVideoException">One leaves something behind.</exception>
    public async Task InspectAsync(int from, IReadOnlyList<SampleRange> decoded, CancellationToken cancellation)
    {
        var rows = await RowsAsync(from, decoded, cancellation);
        if (!source.IsLocal && rows.Sum(row => (long)index.Samples.Size[row]) > MostBytes)
            rows = [.. rows.Where(row => row == 0 || (index.Samples.IsKey[row] && watch.MayDropPendingFrames && Follows(row)))];
        foreach (var row in rows)
        {
            if (await ObjectionAsync(row, cancellation) is { } objection)
                throw UnsplittableSample.Of(source, index.Samples, row, objection);
        }

        bool Follows(int row) => decoded.Any(range => range.End <= row && row - range.End < MostReordered);
    }

    // Of a large sample both ends: what it leaves behind stands before its picture or, where somebody means mischief, behind it.
    private async Task<string?> ObjectionAsync(int row, CancellationToken cancellation)
    {
        var (offset, size) = (index.Samples.Offset[row], index.Samples.Size[row]);
        if (size <= 2 * SampleHeads.Bytes) return watch.FindUnsplittableReason(await format.ReadSampleAsync(source, index, row, cancellation));
        var end = await SampleHeads.ReadAsync(source, index, row, cancellation);
        if ((watch.ReadPersistentState(end) ?? watch.ReadPersistentState(await format.ReadSampleAsync(source, index, row, cancellation)))?.UnsplittableReason is { } objection) return objection;
        if (!source.IsLocal) return null;
        await source.ReadExactlyAsync(offset + size - end.Length, end, cancellation);
        return watch.FindTrailingUnsplittableReason(end);
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
        // To the next key sample, if it comes soon.
        for (var row = next; row < Math.Min(index.Samples.Count, next + MostReordered); row++)
        {
            await AddAsync(row, row + 1);
            if (index.Samples.IsKey[row]) break;
        }
        return rows;

        async Task AddAsync(int start, int end)
        {
            if (start >= end) return;
            if (watch.StatefulSamples == StatefulSamples.First) end = Math.Min(end, start == 0 ? 1 : start);
            await index.Samples.EnsureLoadedAsync(new SampleRange(start, end), cancellation);
            for (var row = start; row < end; row++)
                if (row == 0 || watch.StatefulSamples == StatefulSamples.All || index.Samples.IsKey[row]) rows.Add(row);
        }
    }
}
