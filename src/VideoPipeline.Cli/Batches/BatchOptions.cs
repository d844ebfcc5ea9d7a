using VideoPipeline.Executions;
using VideoPipeline.Local.Runs;
using VideoPipeline.Video;

namespace VideoPipeline.Cli.Batches;

/// <summary>The options of a batch.</summary>
/// <param name="CreateInput">Creates the input of the run of a video.</param>
/// <param name="CreateRuns">Creates the runner of a video.</param>
/// <param name="ExportAsync">Adds the requested tables to the folder of a run.</param>
/// <param name="Output">The folder with a folder for each video; null to leave the results in the store.</param>
/// <param name="Jobs">The number of videos that run at the same time.</param>
/// <param name="Json">Whether to print a line of JSON per video.</param>
internal sealed record BatchOptions(
    Func<SourceAddress, ExecutionInput> CreateInput, Func<IRuns> CreateRuns, Func<string, CancellationToken, Task> ExportAsync,
    string? Output, int Jobs, bool Json);
