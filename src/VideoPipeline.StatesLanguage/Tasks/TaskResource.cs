using Newtonsoft.Json.Linq;
using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.StatesLanguage.Tasks;

/// <summary>The resource of a Task: what it makes of the input and the answer, and which events it leaves.</summary>
internal abstract class TaskResource(string arn)
{
    public string Arn { get; } = arn;

    /// <summary>Whether the resource takes its input from Parameters, which must then be there.</summary>
    public abstract bool NeedsParameters { get; }

    public static TaskResource Parse(DefinitionNode node) => node.Text() switch
    {
        LambdaInvoke.ResourceArn => new LambdaInvoke(),
        var arn when arn.Split(':') is ["arn", _, "lambda", _, _, "function", ..] => new LambdaFunction(arn),
        _ => throw node.Invalid(
            $"'{node.Text()}' is not covered.", $"Write {LambdaInvoke.ResourceArn} or the ARN of a Lambda function."),
    };

    /// <summary>Which function is invoked with what.</summary>
    /// <exception cref="StatesException">The input does not say.</exception>
    public abstract (string FunctionName, JToken Payload) Bind(JToken input);

    /// <summary>The Task's result, made of the payload that the function answered with.</summary>
    public abstract JToken Result(JToken payload, Randomness randomness);

    public abstract (HistoryEventType Type, EventDetails Details) Scheduled(
        JToken input, string region, TaskLimits limits);

    public abstract (HistoryEventType Type, EventDetails? Details) Started();

    public abstract (HistoryEventType Type, EventDetails Details) Succeeded(JToken result);

    public abstract (HistoryEventType Type, EventDetails Details) Failed(StatesException failure);

    public abstract (HistoryEventType Type, EventDetails Details) TimedOut(StatesException failure);
}

/// <summary>How long a Task may take, and how long it may be silent, in seconds; null for no limit.</summary>
internal readonly record struct TaskLimits(int? TimeoutSeconds, int? HeartbeatSeconds);
