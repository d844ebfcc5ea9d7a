using VideoPipeline.Errors;
using VideoPipeline.Selection;
using VideoPipeline.Video;

namespace VideoPipeline.Planning;

/// <summary>Splits a video into ranges, at split points only.</summary>
internal static class Planner
{
    /// <summary>
    /// The number of ranges per worker if the range size is not specified, and the part of the remaining work that a range of a
    /// long video takes on one machine. More than one, so that a slow range at the end does not leave other workers idle; few,
    /// because starting a decoder takes as long as decoding a few hundred frames.
    /// </summary>
    private const int RangesPerWorker = 2;

    /// <summary>The minimum number of frames for which a separate decoder pays off.</summary>
    private const int MinRangeFrames = 120;

    /// <summary>
    /// The maximum number of ranges if their size is not specified: the child executions that a Map Run runs at once.
    /// </summary>
    private const int MaxRanges = 10_000;

    private const int MaxPreviews = 360;

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
    /// <param name="worker">
    /// The worker of which no range should take more than <see cref="RemoteWorker.LongestRange"/>; null if there is no limit.
    /// Where the video cannot be split, a range takes longer (<see cref="Plan.LongestRangeSeconds"/>).
    /// </param>
    /// <exception cref="InvalidInputException">The selection is empty, or goes beyond the end of the video.</exception>
    public static Plan Create(
        VideoIndex index, int workers, int? sharedProcessors, int? framesPerRange, string? whole,
        FrameSelection? selection = null, RemoteWorker? worker = null)
    {
        var reason = whole ?? index.UnsplittableReason;
        var selected = selection is not null && index.Frames is not null
            ? SelectionCursor.Resolve(selection, index, index.Source.Uri)
            : null;
        var expected = selected?.Count ?? index.Frames?.Count ?? index.Samples.Count;
        // Every additional worker would download the whole video again.
        var workersUsed = index.RequiresFullDownload ? 1 : workers;
        var size = index.RequiresFullDownload ? int.MaxValue : framesPerRange;
        var times = worker is null ? null : new RangeTimes(index, worker);
        var (ranges, longest) = reason is not null || index.Frames is null ? Whole(index, selection, selected, times)
            : selected is null ? Split(index, workersUsed, size, times, tapers: sharedProcessors is not null)
            : Share(index, selected, workersUsed, size, times);
        var concurrent = Math.Min(workers, ranges.Count);
        return new Plan
        {
            Ranges = ranges,
            Frames = reason is null && index.Frames is not null ? expected : null,
            UnsplittableReason = reason,
            Workers = workers,
            ThreadsPerWorker = sharedProcessors is { } all ? Math.Max(1, all / concurrent) : null,
            PreviewStride = Stride(expected, MaxPreviews),
            LongestRangeSeconds = longest,
        };
    }

    private static long Stride(long frames, int most) => Math.Max(1, (frames + most - 1) / most);

    private static (List<PlannedRange> Ranges, double? Longest) Whole(
        VideoIndex index, FrameSelection? selection, FrameSet? selected, RangeTimes? times)
    {
        // Without a frame table, decoding stops after the last selected frame, wherever that is.
        var decodesAll = selection is null || selection.IsOpenEnded || index.Frames is not null;
        return ([new PlannedRange(0, 0, null)], decodesAll ? times?.Of(DecodeLoad.OfWhole(index, selected?.Count)) : null);
    }

    private static (List<PlannedRange> Ranges, double? Longest) Share(
        VideoIndex index, FrameSet selected, int workers, int? framesPerRange, RangeTimes? times)
    {
        var shares = framesPerRange is { } size
            ? FrameShare.OfSize(index.Samples, index.Frames!, selected, size, index.RequiresFullDownload ? null : times)
            : FrameShare.Balanced(index.Samples, index.Frames!, selected, RangeCount(workers), MinRangeFrames, times);
        return (
            [.. shares.Select((share, i) => new PlannedRange(
                i, share.Frames.Bounds.Start, share.Frames.Bounds.End, share.SelectedBefore,
                i == 0 ? 0 : shares[i - 1].Frames.Bounds.End))],
            times is null ? null : shares.Max(share => times.Of(share.Load)));
    }

    private static (List<PlannedRange> Ranges, double? Longest) Split(
        VideoIndex index, int workers, int? framesPerRange, RangeTimes? times, bool tapers)
    {
        var points = index.RequiresFullDownload ? [0] : SplitPoints.Find(index.Samples, index.Frames!);
        var frames = index.Frames!.Count;
        var ranges = new List<PlannedRange>();
        var start = 0;
        foreach (var end in framesPerRange is { } size ? OfSize(points, frames, size) : Balanced(index, points, workers, tapers))
        {
            AddWithinLimit(start, end);
            start = end;
        }
        return (ranges, times is null ? null : ranges.Max(range => times.Of(range.Start, range.End!.Value)));

        void AddWithinLimit(int from, int to)
        {
            if (times?.FindSplit(points, from, to) is { } middle)
            {
                AddWithinLimit(from, middle);
                AddWithinLimit(middle, to);
            }
            else
            {
                ranges.Add(new PlannedRange(ranges.Count, from, to));
            }
        }
    }

    private static int RangeCount(int workers) => workers == 1 ? 1 : Math.Min(workers * RangesPerWorker, MaxRanges);

    private static IEnumerable<int> OfSize(int[] points, int frames, int size)
    {
        for (var start = 0; start < frames;)
        {
            start = frames - start <= size ? frames : SplitPoints.FindNearest(points, start, start + size, frames);
            yield return start;
        }
    }

    private static IEnumerable<int> Balanced(VideoIndex index, int[] points, int workers, bool tapers)
    {
        var frames = index.Frames!.Count;
        var most = RangeCount(workers);
        var count = Math.Clamp(frames / MinRangeFrames, 1, most);
        if (count == 1) return [frames];
        var balance = new RangeBalance(index, points);
        // Each further range of an execution on AWS costs transitions and a start, and its workers do not share processors.
        return tapers && count == most ? balance.Tapered(count) : balance.Equal(count);
    }
}
