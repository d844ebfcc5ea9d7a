using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using VideoPipeline.Local.Functions.Templates;

namespace VideoPipeline.Local.Functions.Isolated;

/// <summary>A process that runs a function by VideoPipeline.Bootstrap, as Lambda's own .NET runtime does.</summary>
internal sealed partial class FunctionProcess : IAsyncDisposable
{
    private const int KillSignal = 9;

    private readonly Process _process;
    private readonly TaskCompletionSource<int> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _disposed;

    private FunctionProcess(Process process)
    {
        _process = process;
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) =>
        {
            // What it leaves behind, at once: later the number may be another's.
            KillGroup(-process.Id, KillSignal);
            _exited.TrySetResult(process.ExitCode);
        };
    }

    /// <summary>Done, with the exit code, when the process has ended.</summary>
    public Task<int> Exited => _exited.Task;

    /// <summary>Starts the process; it will ask the Runtime API at <paramref name="runtimeApi"/> for work.</summary>
    /// <exception cref="FileNotFoundException">What is needed to run it is not beside this program.</exception>
    public static FunctionProcess Start(SamFunction function, FunctionHostOptions options, string runtimeApi)
    {
        // A session of its own: a terminal's Ctrl-C then reaches the host alone, which ends the session when it has decided to;
        // and what the process started can be ended with it, even after the process itself is gone.
        var start = new ProcessStartInfo("setsid")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var argument in options.Sandbox is { } sandbox ? [sandbox] : BesideThisProgram()) start.ArgumentList.Add(argument);
        start.ArgumentList.Add(function.Handler);
        foreach (var (name, value) in options.EnvironmentOf(function)) start.Environment[name] = value;
        start.Environment["AWS_LAMBDA_RUNTIME_API"] = runtimeApi;
        start.Environment["AWS_LAMBDA_FUNCTION_NAME"] = function.LogicalId;
        start.Environment["AWS_LAMBDA_FUNCTION_VERSION"] = "$LATEST";
        start.Environment["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = function.MemorySize.ToString(CultureInfo.InvariantCulture);
        start.Environment["LAMBDA_TASK_ROOT"] = AppContext.BaseDirectory;
        start.Environment["_HANDLER"] = function.Handler;

        var started = new FunctionProcess(new Process { StartInfo = start });
        started.Start(line => options.Log(new FunctionLogLine(function.LogicalId, line)));
        return started;
    }

    /// <summary>Kills the process and all that it started, and waits until it is gone and its log is read.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            if (!_exited.Task.IsCompleted && KillGroup(-_process.Id, KillSignal) != 0) _process.Kill();
            await _process.WaitForExitAsync();
            await _exited.Task;
            _process.Dispose();
        }

        await _exited.Task;
    }

    private static string[] BesideThisProgram() =>
    [
        DotNetProgram.Host, "exec",
        "--depsfile", DotNetProgram.DependenciesFile,
        "--runtimeconfig", DotNetProgram.RuntimeConfigurationFile,
        DotNetProgram.Assembly("VideoPipeline.Bootstrap"),
    ];

    private void Start(Action<string> log)
    {
        _process.OutputDataReceived += (_, line) => Forward(line.Data);
        _process.ErrorDataReceived += (_, line) => Forward(line.Data);
        _process.Start();
        _process.StandardInput.Close();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();

        void Forward(string? line)
        {
            if (line is not null) log(line);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int KillGroup(int negativeProcessId, int signal);
}
