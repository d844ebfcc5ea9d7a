using System.Diagnostics;
using System.Text;
using VideoPipeline.Testing;

namespace VideoPipeline.EndToEnd;

/// <summary>Runs <c>videopipeline</c> in a separate process and a temporary folder.</summary>
internal sealed class Command : IDisposable
{
    private static readonly string s_assembly = Path.Combine(AppContext.BaseDirectory, "VideoPipeline.Cli.dll");

    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _temporary = new();

    /// <summary>The working folder of the command.</summary>
    public string Folder => _folder.Root;

    /// <summary>Its store.</summary>
    public string Store => Path.Combine(Folder, ".videopipeline");

    /// <summary>The partials in its store, and when they were written.</summary>
    public Dictionary<string, DateTime> Partials()
    {
        var folder = Path.Combine(Store, "partials");
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .ToDictionary(path => path, File.GetLastWriteTimeUtc)
            : [];
    }

    /// <summary>The environment variables of the command, in addition to those of the tests.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    /// <summary>The standard input of the command.</summary>
    public string Input { get; set; } = "";

    /// <summary>The files and folders that the command has left in its folder of temporary files.</summary>
    public IEnumerable<string> TemporaryFiles => Directory.EnumerateFileSystemEntries(_temporary.Root, "videopipeline-*");

    /// <summary>Runs the command and waits for its end.</summary>
    public async Task<Outcome> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Outcome(process.ExitCode, await output, await errors);
    }

    /// <summary>Starts the command with the default action for SIGINT.</summary>
    // A shell starts background jobs with SIGINT ignored, which child processes inherit and .NET respects.
    public Process Start(params string[] arguments) =>
        StartProgram("env", ["--default-signal=INT", "dotnet", s_assembly, .. arguments]);

    /// <summary>The command as a line of a shell.</summary>
    public static string LineOf(params string[] arguments) => string.Join(' ', ["dotnet", s_assembly, .. arguments]);

    /// <summary>Starts a program in the folder and the environment of the command.</summary>
    public Process StartProgram(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["TMPDIR"] = _temporary.Root;
        foreach (var (name, value) in Environment) start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.StandardInput.Write(Input);
        process.StandardInput.Close();
        return process;
    }

    /// <summary>The IDs of the running ffmpeg processes that the command has started.</summary>
    public IReadOnlyList<int> RunningFfmpeg()
    {
        var processes = Process.GetProcessesByName("ffmpeg");
        int[] ids = [.. processes.Select(process => process.Id).Where(IsDescendant)];
        foreach (var process in processes) process.Dispose();
        return ids;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _folder.Dispose();
        _temporary.Dispose();
    }

    // Descendants inherit TMPDIR, which is unique, and keep it after the command has ended.
    private bool IsDescendant(int process)
    {
        try
        {
            var environment = Encoding.UTF8.GetString(File.ReadAllBytes($"/proc/{process}/environ"));
            return environment.Split('\0').Contains($"TMPDIR={_temporary.Root}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // it has ended, or belongs to another user
        }
    }
}

/// <summary>The exit code and the output of a command.</summary>
internal sealed record Outcome(int ExitCode, string Output, string Errors);
