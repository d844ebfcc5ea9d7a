using System.Text.Json;
using System.Text.Json.Nodes;
using VideoPipeline.Cli.Runs;
using VideoPipeline.Errors;
using VideoPipeline.Executions;
using VideoPipeline.Results.Files;
using VideoPipeline.Sources;
using VideoPipeline.Storage;

namespace VideoPipeline.Cli.Batches;

/// <summary>
/// Finds results that a run would compute again: of the same content, with the same options, by the same versions. Options that
/// do not change the results are not compared.
/// </summary>
internal sealed class FinishedRuns
{
    private static readonly string[] s_withoutEffect = ["workers", "framesPerRange"];

    private readonly VideoSources _sources = new();
    private readonly Lazy<RunVersions> _versions = new(static () => RunVersions.Current());
    private readonly ILookup<string, (string Folder, RunReport? Report)> _stored;

    private FinishedRuns(ILookup<string, (string Folder, RunReport? Report)> stored) => _stored = stored;

    /// <summary>Reads which videos the runs of a store have analyzed.</summary>
    /// <param name="store">The folder of the store; it need not exist.</param>
    public static FinishedRuns Of(string store)
    {
        var runs = Path.Combine(store, RunKeys.Folder);
        var folders = Directory.Exists(runs) ? Directory.EnumerateDirectories(runs) : [];
        // A run's name has the time of its start after the video's name, so the last is the newest of a video.
        return new FinishedRuns(folders
            .OrderDescending(StringComparer.Ordinal)
            .Select(Read)
            .Where(run => run.Report is not null)
            .ToLookup(run => run.Report!.Video.Uri, StringComparer.Ordinal));
    }

    /// <summary>Finds results.</summary>
    /// <param name="input">The input of the run.</param>
    /// <param name="folder">A folder to look in before the store; null for none.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    /// <returns>The folder with the results; null if there are none, or if the video cannot be opened.</returns>
    public async Task<string?> FindAsync(ExecutionInput input, string? folder, CancellationToken cancellation)
    {
        var uri = input.Video.ToString();
        var found = (folder is null ? [] : new[] { Read(folder) })
            .Concat(_stored[uri])
            .Where(run => run.Report?.Video.Uri == uri && HasAllFiles(run.Folder, input))
            .ToList();
        // Nothing is requested from a server for a video without results.
        if (found.Count == 0 || await TryIdentifyAsync(input, cancellation) is not { Version: not null } identity) return null;
        return found.FirstOrDefault(run => IsSame(run.Report!, input, identity)).Folder;
    }

    private static (string Folder, RunReport? Report) Read(string folder) => (folder, RunFolder.TryReadReport(folder));

    private static bool HasAllFiles(string folder, ExecutionInput input) =>
        RunFolder.Names(input).All(name => File.Exists(Path.Combine(folder, name)));

    private bool IsSame(RunReport report, ExecutionInput input, RunIdentity identity) =>
        report.Video.Identity == identity
        && report.Versions with { Dotnet = "" } == _versions.Value with { Dotnet = "" }
        && JsonNode.DeepEquals(Options(report.Options), Options(JsonElement.Parse(input.ToJson())));

    private static JsonObject Options(JsonElement input)
    {
        var options = JsonObject.Create(ExecutionInput.WithoutSecrets(input))!;
        foreach (var name in s_withoutEffect) options.Remove(name);
        return options;
    }

    private async Task<RunIdentity?> TryIdentifyAsync(ExecutionInput input, CancellationToken cancellation)
    {
        try
        {
            await using var source = await _sources.OpenAsync(input.Video, expected: null, cancellation);
            return new RunIdentity(source.Length, source.Version);
        }
        catch (VideoPipelineException)
        {
            return null; // the run reports it
        }
    }
}
