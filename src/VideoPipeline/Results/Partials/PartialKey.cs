using System.Security.Cryptography;
using System.Text;
using VideoPipeline.Analysis;
using VideoPipeline.Native;
using VideoPipeline.Planning;
using VideoPipeline.Selection;
using VideoPipeline.Storage;
using VideoPipeline.Video;

namespace VideoPipeline.Results.Partials;

/// <summary>
/// The key of a partial in the store: a hash of everything that determines its content, so that existing partials can be reused.
/// </summary>
internal static class PartialKey
{
    private const string Format = "videopipeline/partial/6", GroupFormat = "videopipeline/stills/3";

    /// <summary>Computes the key of the partial of a range.</summary>
    /// <param name="source">The video.</param>
    /// <param name="range">The range.</param>
    /// <param name="plan">The terms of the plan, which apply to all ranges.</param>
    /// <param name="options">The options of the analysis.</param>
    /// <param name="selection">The selection of frames; null for all.</param>
    /// <param name="run">The name of the run. It is part of the key only if the source has no version, so that its content
    /// cannot be identified.</param>
    public static string Compute(
        SourceIdentity source, PlannedRange range, PlanSettings plan, AnalysisOptions options, FrameSelection? selection,
            string run)
    {
        string[] lines =
        [
            Format,
            .. Video(source, run),
            plan.UnsplittableReason is null ? $"frames {range.Start}:{range.End}" : "whole",
            selection is null ? "all" : $"{selection.Text} after {range.SelectedBefore}",
            $"previews {plan.PreviewStride}",
            $"rgb {options.Rgb}",
            AnalyzerRegistry.Versions(options),
            .. (plan.Stills ?? [])
                .Where(analyzer => analyzer.Interval is not null)
                .Select(analyzer => $"{analyzer.Name} {analyzer.Key} {analyzer.Interval}"),
        ];
        return Hash(lines);
    }

    /// <summary>Computes the key of the partial of a group of still frames.</summary>
    /// <param name="source">The video.</param>
    /// <param name="group">The group.</param>
    /// <param name="plan">The terms of the plan, which apply to all groups.</param>
    /// <param name="run">The name of the run, see above.</param>
    public static string Compute(SourceIdentity source, StillGroup group, PlanSettings plan, string run) => Hash(
    [
        GroupFormat,
        .. Video(source, run),
        plan.UnsplittableReason is null ? "split" : "whole",
        $"frames {string.Join(',', group.Frames.Numbers)}",
        .. plan.Stills!.Select(analyzer => $"{analyzer.Name} {analyzer.Key}"),
    ]);

    // Another version of ffmpeg may decode to other pixels; another version of OpenCV may round differently.
    private static string[] Video(SourceIdentity source, string run) =>
    [
        source.Uri,
        source.Length.ToString(),
        source.Version ?? $"run {run}",
        .. source.Stream is { } stream ? (string[])[$"stream {stream}"] : [],
        $"ffmpeg {FfmpegBinaries.BuildId}",
        $"opencv {OpenCvLibrary.Version}",
    ];

    private static string Hash(IEnumerable<string> lines) =>
        RunKeys.Partial(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines)))));
}
