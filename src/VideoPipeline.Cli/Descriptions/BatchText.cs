using System.Globalization;
using VideoPipeline.Functions.Batches;

namespace VideoPipeline.Cli.Descriptions;

/// <summary>Formats how far a batch is.</summary>
internal static class BatchText
{
    /// <summary>Formats one line.</summary>
    public static string Line(BatchProgress progress) => string.Create(
        CultureInfo.InvariantCulture,
        $"{progress.Succeeded:N0} done, {progress.Running:N0} running, {progress.Waiting:N0} waiting, "
        + $"{progress.Failed:N0} failed; {progress.Skipped:N0} had results already");
}
