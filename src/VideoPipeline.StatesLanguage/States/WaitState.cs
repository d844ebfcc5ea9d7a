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
    private const int MaxSeconds = 99_999_999;

    public static readonly StateFields Fields = new(
        [.. StateFields.Transition, "Seconds", "Timestamp"],
        ["InputPath", "OutputPath", "SecondsPath", "TimestampPath"],
        ["Output"]);

    // Recorded on AWS: a wait of 24,855 days runs, one of 24,856 fails.
    private static readonly TimeSpan s_maxDelay = TimeSpan.FromSeconds(int.MaxValue);

    private readonly Func<Scope, DateTimeOffset, TimeSpan> _delay;

    private WaitState(StateHead head, Func<Scope, DateTimeOffset, TimeSpan> delay)
        : base(head) => _delay = delay;

    public override StateType Type => StateType.Wait;

    public static WaitState Parse(string name, DefinitionNode node)
    {
        string[] fields = ["SecondsPath", "Seconds", "TimestampPath", "Timestamp"];
        node.RequireOneOf(fields);
        var delay = fields.FirstOrDefault(node.Has) switch
        {
            "Seconds" => ParseSeconds(node),
            "SecondsPath" => ParseSecondsPath(node["SecondsPath"].Path()),
            "Timestamp" => ParseTimestamp(node["Timestamp"]),
            "TimestampPath" => ParseTimestampPath(node["TimestampPath"].Path()),
            _ => (_, _) => TimeSpan.Zero,
        };
        return new WaitState(StateHead.ParseTransition(name, node), delay);
    }

    internal override async ValueTask<Transition> RunAsync(StateVisit visit, CancellationToken cancellation)
    {
        var delay = _delay(visit.Scope(Head.Data.Input(visit)), visit.EnteredAt);
        if (delay > s_maxDelay) throw StatesException.Runtime("Wait state delay is too long.");
        await visit.Time.DelayAsync(visit.EnteredAt + delay - visit.Time.GetUtcNow(), cancellation).ConfigureAwait(false);
        return Head.Complete(visit);
    }

    private static Func<Scope, DateTimeOffset, TimeSpan> ParseSeconds(DefinitionNode state)
    {
        var seconds = IntegerField.Parse(state, "Seconds", 0, MaxSeconds);
        return (scope, _) => TimeSpan.FromSeconds(seconds.Evaluate(scope)!.Value);
    }

    private static Func<Scope, DateTimeOffset, TimeSpan> ParseSecondsPath(Expression path) => (scope, _) =>
        Seconds(path, scope) is var seconds && seconds <= (long)s_maxDelay.TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
            : throw StatesException.Runtime("Wait state delay is too long.");

    private static Func<Scope, DateTimeOffset, TimeSpan> ParseTimestamp(DefinitionNode node)
    {
        if (node.Jsonata() is { } expression)
        {
            return (scope, now) =>
            {
                var value = expression.Evaluate<StringData>(scope, "string");
                return (ValueTypes.Timestamp(value) ?? throw expression.Invalid(
                    "The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: "
                    + value.Value)) - now;
            };
        }
        var constant = ValueTypes.Timestamp(node.Token);
        if (constant is null) ReportNoTimestamp(node);
        return (_, now) => constant!.Value - now;
    }

    private static void ReportNoTimestamp(DefinitionNode node)
    {
        if (node.Token is StringData) node.Report(
            "String does not match RFC3339 timestamp", "Write one such as 2030-01-31T12:00:00Z.");
        else node.ReportType("String");
    }

    private static Func<Scope, DateTimeOffset, TimeSpan> ParseTimestampPath(Expression path) =>
        (scope, now) => Timestamp(path, scope) - now;

    private static long Seconds(Expression path, Scope scope)
    {
        var value = Resolve("SecondsPath", path, scope);
        if (value is not NumberData number || !number.TryGetInteger(out var seconds))
        {
            throw StatesException.Runtime(
                $"The SecondsPath parameter cannot be parsed as a long value: {path.Text} == {value.ToPlainText()}");
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
            + $"{path.Text} == {value.ToPlainText()}");
    }

    private static JsonData Resolve(string field, Expression path, Scope scope) => path.Evaluate(scope)
        ?? throw StatesException.Runtime($"The {field} parameter does not reference an input value: {path.Text}");
}
