using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using VideoPipeline.Local.Functions.Templates;

namespace VideoPipeline.Local.Functions.Isolated;

/// <summary>A process that runs a function with VideoPipeline.Bootstrap, which uses the same runtime client as Lambda.</summary>
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
            // Kills its child processes at once, before the process group ID can be reused.
            KillGroup(-process.Id, KillSignal);
            _exited.TrySetResult(process.ExitCode);
        };
    }

    /// <summary>Completes with the exit code when the process has exited.</summary>
    public Task<int> Exited => _exited.Task;

    /// <summary>Starts the process.</summary>
    /// <param name="function">The function.</param>
    /// <param name="options">The options of the host.</param>
    /// <param name="runtimeApi">The address of the Runtime API, from which the process requests invocations.</param>
    /// <exception cref="FileNotFoundException">A file that it needs is missing from the folder of this program.</exception>
    public static FunctionProcess Start(SamFunction function, FunctionHostOptions options, string runtimeApi)
    {
        // setsid creates a new session. Ctrl-C in a terminal then only reaches the host, and the child processes of the function
        // can be killed with it, even after it has exited.
        var start = new ProcessStartInfo("setsid")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var argument in options.Sandbox is { } sandbox ? [sandbox] : BootstrapCommand())
            start.ArgumentList.Add(argument);
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

    /// <summary>Kills the process and its child processes, and waits until it has exited and its output is read.</summary>
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

    private static string[] BootstrapCommand() =>
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
