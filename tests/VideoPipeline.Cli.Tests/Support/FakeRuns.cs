using VideoPipeline.Executions;
using VideoPipeline.Local.Runs;

namespace VideoPipeline.Cli.Tests.Support;

/// <summary>Executions that a test plays itself.</summary>
/// <param name="play">What happens.</param>
internal sealed class FakeRuns(Func<string, ExecutionInput, IRunObserver, CancellationToken, Task<RunOutcome>> play) : IRuns
{
    public string? Name { get; private set; }

    public ExecutionInput? Input { get; private set; }

    public Task<RunOutcome> RunAsync(string name, ExecutionInput input, IRunObserver? observer, CancellationToken cancellation)
    {
        (Name, Input) = (name, input);
        return play(name, input, observer!, cancellation);
    }

    /// <summary>Each ends with this error.</summary>
    public static FakeRuns Failing(string error, string cause) =>
        new((name, _, _, _) => Task.FromResult(new RunOutcome(name, "nowhere", error, cause)));
}
