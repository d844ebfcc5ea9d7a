using Newtonsoft.Json.Linq;
using VideoPipeline.StatesLanguage.DataFlow;
using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Maps;
using VideoPipeline.StatesLanguage.Tasks;

namespace VideoPipeline.StatesLanguage.Running;

/// <summary>Runs state machines. One engine runs any number of executions at once.</summary>
/// <param name="tasks">Does the work of Task states.</param>
/// <param name="objects">What ItemReader and ResultWriter read and write; without one they fail.</param>
/// <param name="time">The clock of waits, retries and time-outs; the system's where null.</param>
/// <param name="randomness">Where jitter and identifiers come from; the system's where null.</param>
public sealed class StatesEngine(
    ITaskInvoker tasks, IObjectStore? objects = null, TimeProvider? time = null, Randomness? randomness = null)
{
    private const int LongestName = 80;

    private readonly EngineServices _services =
        new(tasks, objects, time ?? TimeProvider.System, randomness ?? Randomness.System);

    /// <summary>Runs an execution to its end, however it ends; a failure is in the result, not thrown.</summary>
    /// <param name="definition">The state machine.</param>
    /// <param name="input">The execution's input; not changed, and not to be changed until the execution has
    /// ended.</param>
    /// <param name="options">Who the execution is, and who watches it.</param>
    /// <param name="cancellation">Ends the execution as ABORTED; when the task completes nothing of it is
    /// running.</param>
    /// <exception cref="ArgumentException">The state machine's ARN is not one, the name has 0 or more than 80
    /// characters, or the input is larger than 256 KiB.</exception>
    public Task<ExecutionResult> RunAsync(
        StateMachineDefinition definition,
        JToken input,
        ExecutionOptions options,
        CancellationToken cancellation = default)
    {
        var arn = StateMachineArn.Parse(options.StateMachineArn);
        if (options.Name.Length is 0 or > LongestName)
        {
            throw new ArgumentException(
                $"The execution's name must have 1 to {LongestName} characters.", nameof(options));
        }
        if (PayloadLimit.Exceeds(input))
        {
            throw new ArgumentException(
                $"The input has more than {PayloadLimit.Bytes} bytes; pass a reference to it instead.", nameof(input));
        }
        var execution =
            new Execution(_services, options, arn, arn.Execution(options.Name), options.Name, input, mapRun: null);
        return execution.RunAsync(definition.Workflow, definition.TimeoutSeconds, cancellation);
    }
}

/// <summary>What every execution of an engine shares.</summary>
internal sealed record EngineServices(
    ITaskInvoker Tasks, IObjectStore? Objects, TimeProvider Time, Randomness Randomness);
