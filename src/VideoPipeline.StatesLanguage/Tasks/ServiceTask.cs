using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.StatesLanguage.Tasks;

/// <summary>A service integration, <c>arn:aws:states:::SERVICE:ACTION</c> with or without <c>.sync</c>, <c>.sync:2</c> or
/// <c>.waitForTaskToken</c>: the host calls the service.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html</remarks>
internal class ServiceTask : TaskResource
{
    private const string Prefix = "arn:aws:states:::";
    private const string WaitSuffix = ".waitForTaskToken";

    private readonly string _type;
    private readonly string _action;

    protected ServiceTask(string arn)
        : base(arn)
    {
        var name = arn[Prefix.Length..];
        var service = name.StartsWith("aws-sdk:", StringComparison.Ordinal) ? "aws-sdk:".Length : 0;
        var colon = name.IndexOf(':', service);
        (_type, _action) = (name[..colon], name[(colon + 1)..]);
    }

    public override bool WaitsForToken => _action.EndsWith(WaitSuffix, StringComparison.Ordinal);

    public override string LimitName => _type;

    public override bool NeedsParameters => true;

    /// <summary>Reads a resource; null if it is not a service integration.</summary>
    public static ServiceTask? TryParse(string arn) =>
        arn.StartsWith(Prefix, StringComparison.Ordinal) && arn[Prefix.Length..].Split(':') is { Length: >= 2 } parts
        && parts.All(part => part.Length > 0) && (parts[0] != "aws-sdk" || parts.Length > 2)
            ? new ServiceTask(arn)
            : null;

    public override (string FunctionName, JsonData Payload) Bind(JsonData input) => (Arn, input);

    public override JsonData Result(JsonData payload, Randomness randomness) => payload;

    public override (HistoryEventType, EventDetails) Scheduled(JsonData input, string region, TaskLimits limits, string? token) =>
        (HistoryEventType.TaskScheduled, Details() with
        {
            Region = region,
            Parameters = input,
            TimeoutInSeconds = limits.TimeoutSeconds,
            HeartbeatInSeconds = limits.HeartbeatSeconds,
            Token = token,
        });

    public override (HistoryEventType Type, EventDetails? Details)? Started() => (HistoryEventType.TaskStarted, Details());

    public override (HistoryEventType, EventDetails) Submitted(JsonData response) =>
        (HistoryEventType.TaskSubmitted, Details() with { Output = response });

    public override (HistoryEventType, EventDetails) Succeeded(JsonData result) =>
        (HistoryEventType.TaskSucceeded, Details() with { Output = result });

    public override (HistoryEventType, EventDetails) Failed(StatesException failure) =>
        (HistoryEventType.TaskFailed, Details() with { Error = failure.Error, Cause = failure.Cause });

    public override (HistoryEventType, EventDetails) TimedOut(StatesException failure) =>
        (HistoryEventType.TaskTimedOut, Details() with { Error = failure.Error, Cause = failure.Cause });

    private TaskDetails Details() => new(_type, _action);
}
