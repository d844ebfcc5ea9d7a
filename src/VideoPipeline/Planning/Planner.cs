using VideoPipeline.Errors;
using VideoPipeline.Selection;
using VideoPipeline.Video;

namespace VideoPipeline.Planning;

/// <summary>Splits a video into ranges, at split points only.</summary>
internal static class Planner
{
    /// <summary>
    /// The number of ranges per worker if the range size is not specified. More than one, so that a slow range at the end does
    /// not leave other workers idle; few, because starting a decoder takes as long as decoding a few hundred frames.
    /// </summary>
    private const int RangesPerWorker = 2;

    /// <summary>The minimum number of frames for which a separate decoder pays off.</summary>
    private const int MinRangeFrames = 120;

    private const int MaxThumbnails = 48;

    /// <summary>Creates the plan for a video.</summary>
    /// <param name="index">The video's index.</param>
    /// <param name="workers">The number of ranges decoded at the same time.</param>
    /// <param name="sharedProcessors">
    /// The number of processors that the workers share; null if each worker has its own machine.
    /// </param>
    /// <param name="framesPerRange">
    /// The number of frames in each range, adjusted to the nearest split point; null to balance the ranges among the workers.
    /// </param>
    /// <param name="whole">Why the video must not be split even if its index allows it; null to follow the index.</param>
    /// <param name="selection">The selected frames; null for all frames.</param>
    /// <exception cref="InvalidInputException">The selection is empty, or goes beyond the end of the video.</exception>
    public static Plan Create(
        VideoIndex index, int workers, int? sharedProcessors, int? framesPerRange, string? whole,
        FrameSelection? selection = null)
    {
        var reason = whole ?? index.UnsplittableReason;
        var selected = selection is not null && index.Frames is not null
            ? SelectionCursor.Resolve(selection, index, index.Source.Uri)
            : null;
        var expected = selected?.Count ?? index.Frames?.Count ?? index.Samples.Count;
        // Every additional worker would download the whole video again.
        var workersUsed = index.RequiresFullDownload ? 1 : workers;
        var size = index.RequiresFullDownload ? int.MaxValue : framesPerRange;
        var ranges = reason is not null || index.Frames is not { } frames ? [new PlannedRange(0, 0, null)]
            : selected is null ? Split(SplitPoints.Find(index.Samples, frames), frames.Count, workersUsed, size)
            : Share(index, selected, workersUsed, size);
        var concurrent = Math.Min(workers, ranges.Count);
        return new Plan
        {
            Ranges = ranges,
            Frames = reason is null && index.Frames is not null ? expected : null,
            UnsplittableReason = reason,
            Workers = workers,
            ThreadsPerWorker = sharedProcessors is { } all ? Math.Max(1, all / concurrent) : null,
            ThumbnailStride = Math.Max(1, (expected + MaxThumbnails - 1) / MaxThumbnails),
        };
    }

    private static List<PlannedRange> Share(VideoIndex index, FrameSet selected, int workers, int? framesPerRange)
    {
        var shares = framesPerRange is { } size
            ? FrameShare.OfSize(index.Samples, index.Frames!, selected, size)
            : FrameShare.Balanced(
                index.Samples, index.Frames!, selected, workers == 1 ? 1 : workers * RangesPerWorker, MinRangeFrames);
        return [.. shares.Select((share, i) => new PlannedRange(
            i, share.Frames.Bounds.Start, share.Frames.Bounds.End, share.SelectedBefore, i == 0 ? 0
                : shares[i - 1].Frames.Bounds.End))];
    }

    private static List<PlannedRange> Split(int[] points, int frames, int workers, int? framesPerRange)
    {
        var ranges = new List<PlannedRange>();
        var start = 0;
        foreach (var end in framesPerRange is { } size ? OfSize(points, frames, size) : Balanced(points, frames, workers))
        {
            ranges.Add(new PlannedRange(ranges.Count, start, end));
            start = end;
        }
        return ranges;
    }

    private static IEnumerable<int> OfSize(int[] points, int frames, int size)
    {
        for (var start = 0; start < frames;)
        {
            start = frames - start <= size ? frames : NearestSplitPoint(points, start, start + size, frames);
            yield return start;
        }
    }

    private static IEnumerable<int> Balanced(int[] points, int frames, int workers)
    {
        var rangeCount = workers == 1 ? 1 : Math.Clamp(frames / MinRangeFrames, 1, workers * RangesPerWorker);
        var start = 0;
        for (var i = 1; i < rangeCount; i++)
        {
            var target = (int)((long)frames * i / rangeCount);
            if (target <= start) continue;
            var point = NearestSplitPoint(points, start, target, frames);
            if (point == frames) break;
            yield return start = point;
        }
        yield return frames;
    }

    /// <summary>
    /// The split point after <paramref name="start"/> that is nearest to <paramref name="target"/>; the end of the video counts
    /// as one.
    /// </summary>
    private static int NearestSplitPoint(int[] points, int start, int target, int frames)
    {
        var at = Array.BinarySearch(points, target);
        if (at >= 0) return target;
        var after = ~at < points.Length ? points[~at] : frames;
        var before = points[~at - 1]; // exists, because the first split point is 0
        return before > start && target - before < after - target ? before : after;
    }
}
