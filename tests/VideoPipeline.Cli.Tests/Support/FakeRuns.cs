using VideoPipeline.Executions;
using VideoPipeline.Local.Runs;

namespace VideoPipeline.Cli.Tests.Support;

/// <summary>An <see cref="IRuns"/> whose executions are a delegate of the test.</summary>
/// <param name="execute">Runs an execution.</param>
internal sealed class FakeRuns(Func<string, ExecutionInput, IRunObserver, CancellationToken, Task<RunOutcome>> execute) : IRuns
{
    public string? Name { get; private set; }

    public ExecutionInput? Input { get; private set; }

    public Task<RunOutcome> RunAsync(string name, ExecutionInput input, IRunObserver? observer, CancellationToken cancellation)
    {
        (Name, Input) = (name, input);
        return execute(name, input, observer!, cancellation);
    }

    /// <summary>Creates runs that fail with this error.</summary>
    public static FakeRuns Failing(string error, string cause) =>
        new((name, _, _, _) => Task.FromResult(new RunOutcome(name, "nowhere", error, cause)));
}
