using System.Diagnostics;
using System.Runtime.InteropServices;

namespace VideoPipeline.Local.Functions.Processes;

/// <summary>
/// A process with redirected standard streams, and all processes that it has started. They end with it: those of its session at
/// once, and those that have left it are recognized by a variable of their environment.
/// </summary>
internal sealed partial class ProcessTree : IAsyncDisposable
{
    private const string Marker = "VIDEOPIPELINE_PROCESS_TREE";
    private const int KillSignal = 9;

    private readonly Process _process;
    private readonly TaskCompletionSource<int> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ProcessTree(Process process, string marker)
    {
        _process = process;
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) =>
        {
            // At once, before the ID of the process group can be used again.
            Kill(-process.Id, KillSignal);
            MarkedProcesses.Kill(marker);
            _exited.TrySetResult(process.ExitCode);
        };
        process.Start();
        Id = process.Id;
    }

    /// <summary>Completes with the exit code when the process has exited and the others have been killed.</summary>
    public Task<int> Exited => _exited.Task;

    /// <summary>The ID of the process.</summary>
    public int Id { get; }

    public Stream StandardInput => _process.StandardInput.BaseStream;

    public Stream StandardOutput => _process.StandardOutput.BaseStream;

    public Stream StandardError => _process.StandardError.BaseStream;

    /// <summary>Starts a process in a session of its own: Ctrl-C in a terminal only reaches this process.</summary>
    /// <param name="start">The program, which is searched for on PATH, its arguments, environment and folder.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">It cannot be started.</exception>
    public static ProcessTree Start(ProcessStartInfo start)
    {
        var marker = $"{Marker}={Guid.NewGuid():N}";
        var session = new ProcessStartInfo("setsid", [start.FileName, .. start.ArgumentList])
        {
            WorkingDirectory = start.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in start.Environment) session.Environment[name] = value;
        session.Environment[Marker] = marker[(Marker.Length + 1)..];
        return new ProcessTree(new Process { StartInfo = session }, marker);
    }

    /// <summary>Kills the process, which kills the others.</summary>
    public void Kill()
    {
        if (!_exited.Task.IsCompleted && Kill(-Id, KillSignal) != 0) _process.Kill();
    }

    /// <summary>Kills all processes and waits until they have exited.</summary>
    public async ValueTask DisposeAsync()
    {
        Kill();
        await _exited.Task;
        _process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int processId, int signal);
}
