using System.Diagnostics;
using System.Globalization;
using VideoPipeline.Local.Functions.Processes;
using VideoPipeline.Local.Functions.Templates;

namespace VideoPipeline.Local.Functions.Isolated;

/// <summary>A process that runs a function with VideoPipeline.Bootstrap, which uses the same runtime client as Lambda.</summary>
internal sealed class FunctionProcess : IAsyncDisposable
{
    private readonly ProcessTree _process;
    private readonly SandboxLimits? _limits;
    private readonly Task _output;
    private int _disposed;

    private FunctionProcess(ProcessTree process, SandboxLimits? limits, Action<string> log)
    {
        (_process, _limits) = (process, limits);
        process.StandardInput.Dispose();
        _output = Task.WhenAll(LogLines.ReadAsync(process.StandardOutput, log), LogLines.ReadAsync(process.StandardError, log));
        limits?.Watch(process, log);
    }

    /// <summary>Completes with the exit code when the process has exited.</summary>
    public Task<int> Exited => _process.Exited;

    /// <summary>Starts the process.</summary>
    /// <param name="function">The function.</param>
    /// <param name="options">The options of the host.</param>
    /// <param name="log">Receives the lines that it writes, from any thread.</param>
    /// <param name="runtimeApi">The address of the Runtime API, from which the process requests invocations.</param>
    /// <exception cref="FileNotFoundException">A file that it needs is missing from the folder of this program.</exception>
    public static FunctionProcess Start(
        SamFunction function, FunctionHostOptions options, Action<string> log, string runtimeApi)
    {
        var program = options.Sandbox is { } sandbox ? [sandbox] : BootstrapCommand();
        // A sandbox program has limits of its own.
        var limits = options.Sandbox is null ? new SandboxLimits(function) : null;
        string[] command = [.. limits?.Command(program) ?? program, function.Handler];
        var start = new ProcessStartInfo(command[0], command[1..]);
        foreach (var (name, value) in options.EnvironmentOf(function)) start.Environment[name] = value;
        start.Environment["AWS_LAMBDA_RUNTIME_API"] = runtimeApi;
        start.Environment["AWS_LAMBDA_FUNCTION_NAME"] = function.LogicalId;
        start.Environment["AWS_LAMBDA_FUNCTION_VERSION"] = "$LATEST";
        start.Environment["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = function.MemorySize.ToString(CultureInfo.InvariantCulture);
        start.Environment["LAMBDA_TASK_ROOT"] = AppContext.BaseDirectory;
        start.Environment["_HANDLER"] = function.Handler;
        limits?.SetEnvironment(start.Environment);
        return new FunctionProcess(ProcessTree.Start(start), limits, log);
    }

    /// <summary>Kills the process and its child processes, and waits until it has exited and its output is read.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            await _process.DisposeAsync();
            await _output;
            if (_limits is not null) await _limits.DisposeAsync();
        }

        await Exited;
    }

    private static string[] BootstrapCommand() =>
    [
        DotNetProgram.Host, "exec",
        "--depsfile", DotNetProgram.DependenciesFile,
        "--runtimeconfig", DotNetProgram.RuntimeConfigurationFile,
        DotNetProgram.Assembly("VideoPipeline.Bootstrap"),
    ];
}
