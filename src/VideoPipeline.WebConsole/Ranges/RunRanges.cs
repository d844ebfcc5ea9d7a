using VideoPipeline.Indexing.Storing;
using VideoPipeline.Planning;
using VideoPipeline.Storage;
using VideoPipeline.WebConsole.Components;
using VideoPipeline.WebConsole.Live;

namespace VideoPipeline.WebConsole.Ranges;

/// <summary>The ranges of a run, and where they lie in the video.</summary>
public sealed class RunRanges
{
    private readonly Plan _plan;

    // The time of each frame in seconds from the first; null if the index does not prove the frames.
    private readonly double[]? _times;

    private RunRanges(Plan plan, double[]? times) => (_plan, _times) = (plan, times);

    /// <summary>The number of ranges.</summary>
    public int Count => _plan.Ranges.Count;

    /// <summary>The number of frames; null if it is only known after decoding.</summary>
    public long? Frames => _plan.Frames;

    /// <summary>Whether positions are seconds; otherwise they are frame numbers.</summary>
    public bool IsInSeconds => _times is not null;

    /// <summary>The end of the video on the axis.</summary>
    public double End => _times is null ? Math.Max(1, LastFrame) : TimeOf(_times.Length);

    /// <summary>The interval, in frames, of the pictures that the run keeps.</summary>
    internal long PictureStride => _plan.PreviewStride;

    private long LastFrame => _plan.Frames ?? _plan.Ranges[^1].End ?? 1;

    /// <summary>Reads the plan and the index of a run; null if there is no plan yet.</summary>
    internal static async Task<RunRanges?> LoadAsync(IStore store, string run)
    {
        var keys = new RunKeys(run);
        if (await store.GetBytesAsync(keys.Plan, CancellationToken.None) is not { } bytes) return null;
        var plan = PlanFile.Parse(bytes);
        if (plan.Ranges.Count == 0) return null;
        if (!await store.ExistsAsync(keys.Index, CancellationToken.None)) return new RunRanges(plan, null);
        var index = (await StoredIndex.OpenAsync(store, keys, CancellationToken.None)).Index;
        if (index.Frames is not { Count: > 0 } frames) return new RunRanges(plan, null);
        await frames.EnsureLoadedAsync(new(0, frames.Count), CancellationToken.None);
        var times = new double[frames.Count];
        for (var i = 0; i < times.Length; i++) times[i] = index.Video.TimeBase.ToSeconds(frames.Pts[i] - frames.Pts[0]);
        return new RunRanges(plan, times);
    }

    /// <summary>The ranges as bars, in the order of the plan.</summary>
    /// <param name="items">The child executions that decode them.</param>
    public IReadOnlyList<Bar> Bars(IReadOnlyList<ChildItem> items)
    {
        var bars = new Bar[Count];
        for (var i = 0; i < bars.Length; i++)
        {
            var (start, end) = Span(i);
            bars[i] = new Bar(0, PositionOf(start), PositionOf(end), BarStatus.Pending);
        }
        foreach (var item in items.Where(item => item.Index < Count))
            bars[item.Index] = bars[item.Index] with { Status = Bar.StatusOf(Texts.Visit(item.Status)) };
        return bars;
    }

    /// <summary>The first frame of a range, and the frame after its last.</summary>
    public (long Start, long End) Span(int range)
    {
        var planned = _plan.Ranges[range];
        return (planned.Start, planned.End ?? LastFrame);
    }

    /// <summary>The frame at a position of the axis.</summary>
    public long FrameAt(double position)
    {
        if (_times is null) return (long)position;
        var found = Array.BinarySearch(_times, position);
        return found >= 0 ? found : Math.Max(0, ~found - 1);
    }

    /// <summary>The range of a frame; of frames between ranges the one before.</summary>
    public int RangeOf(long frame)
    {
        var (low, high) = (0, Count);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (_plan.Ranges[middle].Start <= frame) low = middle;
            else high = middle;
        }
        return low;
    }

    /// <summary>The position of a frame on the axis.</summary>
    public double PositionOf(long frame) => _times is null ? frame : TimeOf(frame);

    // The last frame is shown as long as the one before it.
    private double TimeOf(long frame)
    {
        var times = _times!;
        if (frame < times.Length) return times[frame];
        return times.Length == 1 ? 1 : (2 * times[^1]) - times[^2];
    }
}
