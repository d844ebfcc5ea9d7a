using System.Text;
using VideoPipeline.Cli.Frames;

namespace VideoPipeline.Cli.Exports;

/// <summary>A format to which a run can be exported.</summary>
/// <param name="format">Its name, as for <c>--as</c>.</param>
/// <param name="description">What it is, in a few words.</param>
internal abstract class RunExport(string format, string description)
{
    /// <summary>The name of the format, as for <c>--as</c>.</summary>
    public string Format => format;

    /// <summary>What it is, in a few words.</summary>
    public string Description => description;

    /// <summary>What readers of the files should know; null for nothing.</summary>
    public virtual string? Remark(ExportedRun run) => null;

    /// <summary>Writes the files of the format.</summary>
    /// <returns>Their names in the folder.</returns>
    public abstract Task<IReadOnlyList<string>> WriteAsync(
        ExportedRun run, StagingFolder folder, CancellationToken cancellation);
}

/// <summary>A format that is one text file, in UTF-8.</summary>
/// <param name="format">Its name.</param>
/// <param name="fileName">The name of the file.</param>
/// <param name="description">What it is.</param>
/// <param name="write">Writes the text.</param>
/// <param name="remark">Returns what readers should know.</param>
internal sealed class TextExport(
    string format, string fileName, string description, Action<ExportedRun, TextWriter> write,
    Func<ExportedRun, string?>? remark = null)
    : RunExport(format, $"{fileName}, {description}")
{
    /// <inheritdoc/>
    public override string? Remark(ExportedRun run) => remark?.Invoke(run);

    /// <summary>Writes the text.</summary>
    public void Write(ExportedRun run, TextWriter output) => write(run, output);

    /// <inheritdoc/>
    public override Task<IReadOnlyList<string>> WriteAsync(
        ExportedRun run, StagingFolder folder, CancellationToken cancellation)
    {
        using var output = new StreamWriter(folder.PathOf(fileName), append: false, new UTF8Encoding(false));
        Write(run, output);
        return Task.FromResult<IReadOnlyList<string>>([fileName]);
    }
}
