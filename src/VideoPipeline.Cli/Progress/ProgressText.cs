using System.Globalization;
using VideoPipeline.Local.Runs;

namespace VideoPipeline.Cli.Progress;

/// <summary>Formats progress as text.</summary>
internal static class ProgressText
{
    /// <summary>Formats as <c>1,234 of 5,555 frames, 812 frames/s, about 0:05 left</c>; empty before the plan exists.</summary>
    public static string Frames(RunProgress progress, double framesPerSecond)
    {
        if (progress is { FramesDone: 0, RangesTotal: 0 } or { FramesDone: 0, FramesTotal: null }) return "";
        var of = progress.FramesTotal is { } total ? string.Create(CultureInfo.InvariantCulture, $" of {total:N0}") : "";
        var text = string.Create(CultureInfo.InvariantCulture, $"{progress.FramesDone:N0}{of} frames");
        if (framesPerSecond < 1) return text;
        text += string.Create(CultureInfo.InvariantCulture, $", {framesPerSecond:N0} frames/s");
        return progress.FramesTotal - progress.FramesDone is > 0 and var left
            ? $"{text}, about {Duration(left / framesPerSecond)} left"
            : text;
    }

    /// <summary>Formats as <c>812 frames/s, 0:05 left</c>, for a narrow terminal; empty before it can be computed.</summary>
    public static string Pace(RunProgress progress, double framesPerSecond)
    {
        if (framesPerSecond < 1) return "";
        var text = string.Create(CultureInfo.InvariantCulture, $"{framesPerSecond:N0} frames/s");
        return progress.FramesTotal - progress.FramesDone is > 0 and var left
            ? $"{text}, {Duration(left / framesPerSecond)} left"
            : text;
    }

    /// <summary>Formats as <c>3 of 8 ranges, 2 running</c>; empty before the plan exists, and for a single range.</summary>
    public static string Ranges(RunProgress progress) => progress.RangesTotal > 1
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"{progress.RangesDone:N0} of {progress.RangesTotal:N0} ranges, {progress.RangesRunning:N0} running")
        : "";

    /// <summary>Formats whole seconds as <c>1:02</c>, or <c>1:01:02</c> from one hour on.</summary>
    public static string Duration(double seconds)
    {
        var whole = (long)Math.Ceiling(seconds);
        return whole < 3600
            ? string.Create(CultureInfo.InvariantCulture, $"{whole / 60}:{whole % 60:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{whole / 3600}:{whole / 60 % 60:00}:{whole % 60:00}");
    }
}
