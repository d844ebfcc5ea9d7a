using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.StatesLanguage.Tasks;

/// <summary>The resource of a Task: binds the input to a function, converts the response to the result, and creates the
/// history events.</summary>
internal abstract class TaskResource(string arn)
{
    public string Arn { get; } = arn;

    /// <summary>Whether the task ends only when somebody sends its token.</summary>
    public virtual bool WaitsForToken => false;

    /// <summary>The name of the task in the message about a result that is too large.</summary>
    public virtual string LimitName => Arn;

    /// <summary>Whether the resource requires Parameters.</summary>
    public abstract bool NeedsParameters { get; }

    public static TaskResource Parse(DefinitionNode node) => node.Text() switch
    {
        LambdaInvoke.ResourceArn or LambdaInvoke.WaitingResourceArn => new LambdaInvoke(node.Text()),
        var arn when arn.Split(':') is ["arn", _, "lambda", _, _, "function", ..] => new LambdaFunction(arn),
        var arn when ActivityTask.IsActivity(arn) => new ActivityTask(arn),
        var arn when ServiceTask.TryParse(arn) is { } service => service,
        _ => throw node.Invalid(
            $"The resource '{node.Text()}' is not supported.",
            "Write the ARN of a Lambda function, an activity or a service integration (arn:aws:states:::SERVICE:ACTION)."),
    };

    /// <summary>Extracts the function to invoke and its payload from the task's input.</summary>
    /// <exception cref="StatesException">The input does not name a function, or its payload is invalid.</exception>
    public abstract (string FunctionName, JsonData Payload) Bind(JsonData input);

    /// <summary>Converts the function's response payload to the result of the Task.</summary>
    public abstract JsonData Result(JsonData payload, Randomness randomness);

    public abstract (HistoryEventType Type, EventDetails Details) Scheduled(
        JsonData input, string region, TaskLimits limits, string? token);

    /// <summary>The event that the task starts at once; null if it starts later.</summary>
    public abstract (HistoryEventType Type, EventDetails? Details)? Started();

    /// <summary>The event that the service has taken the task; only of one that waits for a token.</summary>
    public virtual (HistoryEventType Type, EventDetails Details) Submitted(JsonData response) =>
        throw new NotSupportedException($"{Arn} does not wait for a token.");

    public abstract (HistoryEventType Type, EventDetails Details) Succeeded(JsonData result);

    public abstract (HistoryEventType Type, EventDetails Details) Failed(StatesException failure);

    public abstract (HistoryEventType Type, EventDetails Details) TimedOut(StatesException failure);
}

/// <summary>The time-out and the maximum heartbeat interval of a Task, in seconds; null for no limit.</summary>
internal readonly record struct TaskLimits(int? TimeoutSeconds, int? HeartbeatSeconds);
