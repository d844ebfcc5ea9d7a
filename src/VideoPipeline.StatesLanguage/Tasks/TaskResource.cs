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
    private static readonly string[] s_standardPatterns = [".sync", ".waitForTaskToken"];

    public string Arn { get; } = arn;

    /// <summary>Whether the task ends only when somebody sends its token.</summary>
    public virtual bool WaitsForToken => false;

    /// <summary>The name of the task in the message about a result that is too large.</summary>
    public virtual string LimitName => Arn;

    /// <summary>Whether the resource requires Parameters.</summary>
    public abstract bool NeedsParameters { get; }

    /// <summary>The fields that its Parameters must have.</summary>
    public virtual IReadOnlyList<string> RequiredParameters => [];

    /// <summary>Parses the Resource of a Task, and checks that the Task has what the resource requires.</summary>
    public static TaskResource Parse(DefinitionNode task, StateMachineScope scope)
    {
        var node = task.Required("Resource");
        var resource = Find(node.Text());
        if (resource is null) ReportUnknown(node);
        else if (scope.IsExpress) CheckExpress(node, resource);
        if (resource?.NeedsParameters == true) CheckParameters(task, resource.RequiredParameters);
        return resource ?? new LambdaFunction(node.Text());
    }

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

    private static TaskResource? Find(string resource) => resource switch
    {
        LambdaInvoke.ResourceArn or LambdaInvoke.WaitingResourceArn => new LambdaInvoke(resource),
        _ when resource.Split(':') is ["arn", _, "lambda", _, _, "function", ..] => new LambdaFunction(resource),
        _ when ActivityTask.IsActivity(resource) => new ActivityTask(resource),
        _ => ServiceTask.TryParse(resource),
    };

    private static void CheckParameters(DefinitionNode task, IReadOnlyList<string> required)
    {
        if (task.Optional(task.ArgumentsField) is not { } arguments)
        {
            task.Report($"The field '{task.ArgumentsField}' is required but was missing", $"Add {task.ArgumentsField}.");
            return;
        }
        // Arguments that are one expression are known only when they are evaluated.
        if (arguments.Token is not ObjectData fields) return;
        foreach (var field in required.Where(field => !fields.Contains(field) && !fields.Contains(field + ".$")))
        {
            arguments.Report($"The field '{field}' is required but was missing", $"Add {field}.");
        }
    }

    private static void ReportUnknown(DefinitionNode node)
    {
        if (node.Token is not StringData { Value: var resource }) return;
        node.Report(
            resource.StartsWith("arn:", StringComparison.Ordinal)
                ? $"The resource provided {resource} is not recognized. The value is not a valid resource ARN."
                : "Value is not a valid resource ARN",
            "Write the ARN of a Lambda function, an activity or a service integration (arn:aws:states:::SERVICE:ACTION).");
    }

    private static void CheckExpress(DefinitionNode node, TaskResource resource)
    {
        const string remedy = "Use an integration without it, or create the state machine with type STANDARD.";
        if (resource is ActivityTask) node.Report("Express state machine does not support Activity ARN", remedy);
        foreach (var pattern in s_standardPatterns.Where(pattern => resource.Arn.Contains(pattern, StringComparison.Ordinal)))
        {
            // The space at the end is AWS's.
            node.Report($"Express state machine does not support '{pattern}' service integration ", remedy);
        }
    }
}

/// <summary>The time-out and the maximum heartbeat interval of a Task, in seconds; null for no limit.</summary>
internal readonly record struct TaskLimits(int? TimeoutSeconds, int? HeartbeatSeconds);
