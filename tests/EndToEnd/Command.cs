using System.Diagnostics;
using VideoPipeline.Testing;

namespace VideoPipeline.EndToEnd;

/// <summary>The command as a person types it, in a folder of its own.</summary>
internal sealed class Command : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _temporary = new();

    /// <summary>The folder it runs in.</summary>
    public string Folder => _folder.Root;

    /// <summary>Variables of its environment, besides those of the tests.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    /// <summary>What is left where temporary files go.</summary>
    public IEnumerable<string> LeftBehind => Directory.EnumerateFileSystemEntries(_temporary.Root, "videopipeline-*");

    /// <summary>Runs it to its end.</summary>
    public async Task<Outcome> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Outcome(process.ExitCode, await output, await errors);
    }

    /// <summary>Starts it.</summary>
    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "VideoPipeline.Cli.dll"), .. arguments])
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["TMPDIR"] = _temporary.Root;
        foreach (var (name, value) in Environment) start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _folder.Dispose();
        _temporary.Dispose();
    }
}

/// <summary>How a command ended and what it printed.</summary>
internal sealed record Outcome(int ExitCode, string Output, string Errors);
