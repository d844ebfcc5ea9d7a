using VideoPipeline.Cli.Frames;
using VideoPipeline.Exports.Tables;

namespace VideoPipeline.Cli.Exports;

/// <summary>A table as a Parquet file.</summary>
/// <param name="format">The name of the format.</param>
/// <param name="fileName">The name of the file.</param>
/// <param name="description">What it is.</param>
/// <param name="table">Returns the table.</param>
internal sealed class ParquetExport(string format, string fileName, string description, Func<ExportedRun, Table> table)
    : RunExport(format, $"{fileName}, {description}")
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<string>> WriteAsync(
        ExportedRun run, StagingFolder folder, CancellationToken cancellation)
    {
        await using var output = File.Create(folder.PathOf(fileName));
        await ParquetFile.WriteAsync(table(run), output, cancellation);
        return [fileName];
    }
}
