using System.Globalization;
using VideoPipeline.StatesLanguage.Choices;
using VideoPipeline.StatesLanguage.DataFlow;
using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.StatesLanguage.States;

/// <summary>A Wait state: waits for a number of seconds or until a timestamp.</summary>
internal sealed class WaitState : State
{
    public static readonly string[] Fields =
        ["Next", "End", "InputPath", "OutputPath", "Seconds", "SecondsPath", "Timestamp", "TimestampPath"];

    // A standard execution lasts at most one year, so a wait cannot be longer.
    private static readonly TimeSpan s_maxDelay = TimeSpan.FromDays(366);

    private readonly int? _seconds;
    private readonly DateTimeOffset? _timestamp;
    private readonly Expression? _secondsPath;
    private readonly Expression? _timestampPath;

    private WaitState(StateHead head, DefinitionNode node)
        : base(head)
    {
        _seconds = node.Optional("Seconds")?.Integer(0, 99_999_999);
        _secondsPath = node.Optional("SecondsPath")?.Path();
        _timestampPath = node.Optional("TimestampPath")?.Path();
        if (node.Optional("Timestamp") is { } timestamp)
        {
            _timestamp = ValueTypes.Timestamp(timestamp.Token)
                ?? throw timestamp.Invalid("The value is not a timestamp.", "Write one such as 2030-01-31T12:00:00Z.");
        }
    }

    public override StateType Type => StateType.Wait;

    public static WaitState Parse(string name, DefinitionNode node)
    {
        string[] fields = ["Seconds", "SecondsPath", "Timestamp", "TimestampPath"];
        node.AllowAtMostOneOf(fields);
        return fields.Any(node.Has)
            ? new WaitState(StateHead.ParseTransition(name, node), node)
            : throw node.Invalid("The Wait state has no duration.", $"Write one of {string.Join(", ", fields)}.");
    }

    internal override async ValueTask<Transition> RunAsync(StateVisit visit, CancellationToken cancellation)
    {
        var input = Head.InputPath.Apply(visit.Scope(visit.RawInput));
        var scope = visit.Scope(input);
        var delay = Delay(scope, visit.Time.GetUtcNow());
        if (delay > s_maxDelay) throw StatesException.Runtime("Wait state delay is too long.");
        await visit.Time.DelayAsync(delay, cancellation).ConfigureAwait(false);
        return new Transition(Head.OutputPath.Apply(scope), Head.Next);
    }

    private TimeSpan Delay(Scope scope, DateTimeOffset now)
    {
        if (_seconds is { } seconds) return TimeSpan.FromSeconds(seconds);
        if (_secondsPath is not null) return TimeSpan.FromSeconds(Seconds(_secondsPath, scope));
        return (_timestamp ?? Timestamp(_timestampPath!, scope)) - now;
    }

    private static long Seconds(Expression path, Scope scope)
    {
        var value = Resolve("SecondsPath", path, scope);
        if (value is not NumberData number || !number.TryGetInteger(out var seconds))
        {
            throw StatesException.Runtime(
                $"The SecondsPath parameter cannot be parsed as a long value: {path.Text} == {Format(value)}");
        }
        return seconds >= 0 ? seconds : throw StatesException.Runtime(
            $"The SecondsPath parameter references a negative value: {path.Text} == "
            + seconds.ToString(CultureInfo.InvariantCulture));
    }

    private static DateTimeOffset Timestamp(Expression path, Scope scope)
    {
        var value = Resolve("TimestampPath", path, scope);
        return ValueTypes.Timestamp(value) ?? throw StatesException.Runtime(
            "The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: "
            + $"{path.Text} == {Format(value)}");
    }

    private static JsonData Resolve(string field, Expression path, Scope scope) => path.Evaluate(scope)
        ?? throw StatesException.Runtime($"The {field} parameter does not reference an input value: {path.Text}");

    private static string Format(JsonData value) =>
        value is StringData { Value: var text } ? text : value.ToString();
}
