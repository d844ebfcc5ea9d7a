using System.Security.Cryptography;
using System.Text;
using VideoPipeline.Analysis;
using VideoPipeline.Indexing;
using VideoPipeline.Planning;
using VideoPipeline.Storage;

namespace VideoPipeline.Results.Partials;

/// <summary>The key under which a partial lies: a hash of all that determines its content, so that no work is done twice.</summary>
public static class PartialKey
{
    private const string Format = "videopipeline/partial/1";

    /// <summary>The key.</summary>
    /// <param name="source">The video.</param>
    /// <param name="range">The range.</param>
    /// <param name="plan">What holds for all ranges of the plan that the range is part of.</param>
    /// <param name="options">What is computed.</param>
    /// <param name="run">The run; it is part of the key only where the source does not tell one content from another.</param>
    public static string Of(SourceIdentity source, PlannedRange range, PlanTerms plan, AnalysisOptions options, string run)
    {
        string[] lines =
        [
            Format,
            source.Uri,
            source.Length.ToString(),
            source.Version ?? $"run {run}",
            plan.WholeBecause is null ? $"frames {range.Start}:{range.End}" : "whole",
            $"thumbnails {plan.ThumbnailStride}",
            $"rgb {options.Rgb}",
            AnalyzerRegistry.Versions(options),
        ];
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        return RunKeys.Partial(Convert.ToHexStringLower(hash));
    }
}
