using Spectre.Console;
using VideoPipeline.Local.Runs;

namespace VideoPipeline.Cli.Progress;

/// <summary>Computes what part of a state is done.</summary>
internal static class ProgressFraction
{
    /// <summary>The part from 0 to 1, by frames; by ranges, if there are several, where frames are not counted; null if it is
    /// unknown.</summary>
    public static double? Of(RunProgress progress) =>
        progress.RangesTotal == 0 ? null
        : progress.FramesTotal is > 0 and var frames ? Math.Min(1, (double)progress.FramesDone / frames)
        : progress.RangesTotal > 1 ? (double)progress.RangesDone / progress.RangesTotal
        : null;

    /// <summary>Sets the value of a bar.</summary>
    public static void Set(ProgressTask bar, RunProgress progress)
    {
        var fraction = Of(progress);
        bar.IsIndeterminate = fraction is null;
        if (fraction is { } part) bar.MaxValue(1).Value(part);
    }
}
