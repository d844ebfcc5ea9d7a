using VideoPipeline.Errors;
using VideoPipeline.Selection;
using VideoPipeline.Video;

namespace VideoPipeline.Planning;

/// <summary>Cuts a video into ranges, at safe cuts only.</summary>
public static class Planner
{
    /// <summary>
    /// Ranges for each worker where their size is not given: more than one, so that a range of hard pictures at the end does not
    /// leave the other workers idle; few, because each start of a decoder costs as much as decoding some hundred frames.
    /// </summary>
    private const int RangesPerWorker = 2;

    /// <summary>Below this many frames a range is not worth a decoder of its own.</summary>
    private const int SmallestRange = 120;

    private const int Thumbnails = 48;

    /// <summary>The plan for a video.</summary>
    /// <param name="index">The video's index.</param>
    /// <param name="workers">How many ranges are decoded at the same time.</param>
    /// <param name="sharedProcessors">Processors that the workers share; null where each has a machine of its own.</param>
    /// <param name="framesPerRange">Frames in each range, up to the next safe cut; null to balance them among the workers.</param>
    /// <param name="whole">Why the video must not be cut though its index allows it; null to follow the index.</param>
    /// <param name="picks">Which frames are wanted; null for all.</param>
    /// <exception cref="InvalidInputException">Frames beyond the end are picked.</exception>
    public static Plan Make(
        VideoIndex index, int workers, int? sharedProcessors, int? framesPerRange, string? whole, FrameSelection? picks = null)
    {
        var because = whole ?? index.UnsplittableReason;
        var picked = picks is not null && index.Frames is not null
            ? SelectionCursor.Resolve(picks, index, SourceAddress.ForDisplay(index.Source.Uri))
            : null;
        var expected = picked?.Count ?? index.Frames?.Count ?? index.Samples.Count;
        // Where each further worker would fetch all of it again, there is one.
        var sharing = index.RequiresFullDownload ? 1 : workers;
        var size = index.RequiresFullDownload ? int.MaxValue : framesPerRange;
        var ranges = because is not null || index.Frames is not { } frames ? [new PlannedRange(0, 0, null)]
            : picked is null ? Cut(SafeCuts.Find(index.Samples, frames), frames.Count, sharing, size)
            : Share(index, picked, sharing, size);
        var busy = Math.Min(workers, ranges.Count);
        return new Plan
        {
            Ranges = ranges,
            Frames = because is null && index.Frames is not null ? expected : null,
            UnsplittableReason = because,
            Workers = workers,
            ThreadsPerWorker = sharedProcessors is { } all ? Math.Max(1, all / busy) : null,
            ThumbnailStride = Math.Max(1, (expected + Thumbnails - 1) / Thumbnails),
        };
    }

    private static List<PlannedRange> Share(VideoIndex index, FrameSet picked, int workers, int? framesPerRange)
    {
        var shares = framesPerRange is { } size
            ? FrameShare.EverySoMany(index.Samples, index.Frames!, picked, size)
            : FrameShare.Balanced(index.Samples, index.Frames!, picked, workers == 1 ? 1 : workers * RangesPerWorker, SmallestRange);
        return [.. shares.Select((share, i) => new PlannedRange(
            i, share.Frames.Bounds.Start, share.Frames.Bounds.End, share.Before, i == 0 ? 0 : shares[i - 1].Frames.Bounds.End))];
    }

    private static List<PlannedRange> Cut(int[] cuts, int frames, int workers, int? framesPerRange)
    {
        var ranges = new List<PlannedRange>();
        var start = 0;
        foreach (var end in framesPerRange is { } size ? EverySoMany(cuts, frames, size) : Balanced(cuts, frames, workers))
        {
            ranges.Add(new PlannedRange(ranges.Count, start, end));
            start = end;
        }
        return ranges;
    }

    private static IEnumerable<int> EverySoMany(int[] cuts, int frames, int size)
    {
        for (var start = 0; start < frames;)
        {
            start = frames - start <= size ? frames : NearestCut(cuts, start, start + size, frames);
            yield return start;
        }
    }

    private static IEnumerable<int> Balanced(int[] cuts, int frames, int workers)
    {
        var wanted = workers == 1 ? 1 : Math.Clamp(frames / SmallestRange, 1, workers * RangesPerWorker);
        var start = 0;
        for (var i = 1; i < wanted; i++)
        {
            var target = (int)((long)frames * i / wanted);
            if (target <= start) continue;
            var cut = NearestCut(cuts, start, target, frames);
            if (cut == frames) break;
            yield return start = cut;
        }
        yield return frames;
    }

    /// <summary>The cut after <paramref name="start"/> that is nearest to <paramref name="target"/>; the end counts as one.</summary>
    private static int NearestCut(int[] cuts, int start, int target, int frames)
    {
        var at = Array.BinarySearch(cuts, target);
        if (at >= 0) return target;
        var after = ~at < cuts.Length ? cuts[~at] : frames;
        var before = cuts[~at - 1]; // there is one: the first cut is 0
        return before > start && target - before < after - target ? before : after;
    }
}
