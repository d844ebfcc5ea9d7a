using System.Security.Cryptography;
using System.Text;
using VideoPipeline.Analysis;
using VideoPipeline.Native;
using VideoPipeline.Planning;
using VideoPipeline.Selection;
using VideoPipeline.Storage;
using VideoPipeline.Video;

namespace VideoPipeline.Results.Partials;

/// <summary>The key under which a partial lies: a hash of all that determines its content, so that no work is done twice.</summary>
public static class PartialKey
{
    private const string Format = "videopipeline/partial/3", GroupFormat = "videopipeline/stills/3";

    /// <summary>The key.</summary>
    /// <param name="source">The video.</param>
    /// <param name="range">The range.</param>
    /// <param name="plan">What holds for all ranges of the plan that the range is part of.</param>
    /// <param name="options">What is computed.</param>
    /// <param name="picks">Which frames are wanted; null for all.</param>
    /// <param name="run">The run; it is part of the key only where the source does not tell one content from another.</param>
    public static string Of(SourceIdentity source, PlannedRange range, PlanTerms plan, AnalysisOptions options, FrameSelection? picks, string run)
    {
        string[] lines =
        [
            Format,
            .. Video(source, run),
            plan.UnsplittableReason is null ? $"frames {range.Start}:{range.End}" : "whole",
            picks is null ? "all" : $"{picks.Text} after {range.SelectedBefore}",
            $"thumbnails {plan.ThumbnailStride}",
            $"rgb {options.Rgb}",
            AnalyzerRegistry.Versions(options),
            .. (plan.Stills ?? []).Where(look => look.Interval is not null).Select(look => $"{look.Name} {look.Key} {look.Interval}"),
        ];
        return Hash(lines);
    }

    /// <summary>The key of a group's partial.</summary>
    /// <param name="source">The video.</param>
    /// <param name="group">The frames.</param>
    /// <param name="plan">What holds for all groups.</param>
    /// <param name="run">As above.</param>
    public static string Of(SourceIdentity source, StillGroup group, PlanTerms plan, string run) => Hash(
    [
        GroupFormat,
        .. Video(source, run),
        plan.UnsplittableReason is null ? "split" : "whole",
        $"frames {string.Join(',', group.Frames.Numbers)}",
        .. plan.Stills!.Select(look => $"{look.Name} {look.Key}"),
    ]);

    // Another ffmpeg may give other pixels, another OpenCV other last digits.
    private static string[] Video(SourceIdentity source, string run) =>
    [
        source.Uri,
        source.Length.ToString(),
        source.Version ?? $"run {run}",
        .. source.Stream is { } stream ? (string[])[$"stream {stream}"] : [],
        $"ffmpeg {FfmpegBinaries.Build}",
        $"opencv {OpenCvLibrary.Version}",
    ];

    private static string Hash(IEnumerable<string> lines) =>
        RunKeys.Partial(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines)))));
}
