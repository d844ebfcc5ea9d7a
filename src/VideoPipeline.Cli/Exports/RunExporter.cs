using VideoPipeline.Cli.Frames;
using VideoPipeline.Errors;

namespace VideoPipeline.Cli.Exports;

/// <summary>Exports a run to a folder: all files, or none if one cannot be written.</summary>
internal static class RunExporter
{
    /// <summary>Writes the files of the formats and returns their paths.</summary>
    /// <param name="run">The run.</param>
    /// <param name="exports">The formats.</param>
    /// <param name="folder">The folder, created if it does not exist.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    /// <exception cref="InvalidInputException">A format cannot express the run, or the folder cannot be written.</exception>
    /// <exception cref="LimitExceededException">The disk is full.</exception>
    public static async Task<IReadOnlyList<string>> WriteAsync(
        ExportedRun run, IEnumerable<RunExport> exports, string folder, CancellationToken cancellation)
    {
        using var unfinished = new StagingFolder(folder);
        try
        {
            var names = new List<string>();
            foreach (var export in exports) names.AddRange(await export.WriteAsync(run, unfinished, cancellation));
            return unfinished.Publish(names);
        }
        catch (IOException e)
        {
            throw new LimitExceededException($"Files cannot be written to {folder}: {e.Message} Free some space there.", e);
        }
    }
}
