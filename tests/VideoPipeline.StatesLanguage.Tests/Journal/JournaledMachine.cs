using System.Collections.Concurrent;
using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Journal;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.StatesLanguage.Tests.Support;

namespace VideoPipeline.StatesLanguage.Tests.Journal;

/// <summary>A state machine whose executions are journaled, cut off at an entry and resumed. Its function <c>f</c> fails as
/// often as the
/// <c>fail</c> of its input says, counted over all interruptions, and then returns the input.</summary>
internal sealed class JournaledMachine(string definition)
{
    private const string Arn = "arn:aws:states:eu-west-1:111111111111:execution:machine:test";

    private static readonly DateTimeOffset s_start = new(2030, 1, 31, 12, 0, 0, TimeSpan.Zero);

    private readonly StateMachineDefinition _definition = StateMachineDefinition.Parse(definition);

    /// <summary>Runs an execution from the entries of a journal to its end.</summary>
    /// <param name="journal">The entries as text; empty for a new execution.</param>
    public async Task<JournaledRun> RunAsync(IReadOnlyList<string> journal)
    {
        var before = Read(journal);
        var entries = new List<string>(journal);
        var calls = new ConcurrentDictionary<string, int>();
        var ended = EndedCalls(before);
        var machine = new Machine { Time = new ManualTime(before.History.Count == 0 ? s_start : LastTime(before)) };
        machine.Functions.With("f", payload =>
        {
            var input = payload.ToString();
            var attempt = calls.AddOrUpdate(input, 1, (_, count) => count + 1) + ended.GetValueOrDefault(input);
            return attempt <= (payload["fail"]?.Integer ?? 0) ? throw new TaskFailedException("Broken", input) : payload;
        });
        var options = machine.Options with
        {
            ChildHistories = ChildHistories.All,
            Journal = entry =>
            {
                lock (entries) entries.Add(JournalFormat.Write(entry).ToString());
            },
        };
        var engine = new StatesEngine(machine.Functions, machine.Objects, machine.Time, new FixedRandomness(0.5));
        var result = await machine.Time.RunToEndAsync(() => before.History.Count == 0
            ? engine.RunAsync(_definition, RandomMachine.Input, options)
            : engine.ResumeAsync(_definition, before, options));
        return new JournaledRun(before, result, entries, calls, ended);
    }

    /// <summary>Reads the entries of a journal.</summary>
    public static ExecutionResult Read(IEnumerable<string> journal)
    {
        var reader = new JournalReader(Arn, "test");
        foreach (var entry in journal) reader.Add(JournalFormat.Read(JsonData.Parse(entry)));
        return reader.Read();
    }

    // The number of calls of the function that have ended, by their input.
    private static Dictionary<string, int> EndedCalls(ExecutionResult result)
    {
        var ended = new Dictionary<string, int>();
        foreach (var history in Histories(result))
        {
            var scheduled = new Dictionary<WorkflowId, string>();
            foreach (var entry in history)
            {
                if (entry.Details is LambdaFunctionScheduledDetails details) scheduled[entry.Workflow] = details.Input.ToString();
                var hasEnded = entry.Type is HistoryEventType.LambdaFunctionSucceeded or HistoryEventType.LambdaFunctionFailed;
                if (!hasEnded) continue;
                var input = scheduled[entry.Workflow];
                ended[input] = ended.GetValueOrDefault(input) + 1;
            }
        }
        return ended;
    }

    /// <summary>The histories of an execution and of its child executions.</summary>
    public static IEnumerable<IReadOnlyList<HistoryEvent>> Histories(ExecutionResult result) =>
        result.MapRuns.SelectMany(run => run.Executions.Concat(run.Interrupted)).SelectMany(Histories).Append(result.History);

    private static DateTimeOffset LastTime(ExecutionResult result) =>
        Histories(result).SelectMany(history => history).Max(entry => entry.Timestamp);
}

/// <summary>A run of an execution from an entry of its journal.</summary>
/// <param name="Before">What the journal said before.</param>
/// <param name="Result">The result.</param>
/// <param name="Journal">All entries of the journal.</param>
/// <param name="Calls">The number of calls of the function by their input.</param>
/// <param name="EndedBefore">The number of calls that had ended before, by their input.</param>
internal sealed record JournaledRun(
    ExecutionResult Before, ExecutionResult Result, IReadOnlyList<string> Journal, IReadOnlyDictionary<string, int> Calls,
    IReadOnlyDictionary<string, int> EndedBefore)
{
    /// <summary>The number of calls of an input that have ended, before and in this run.</summary>
    public int EndedCalls(string input) => Calls.GetValueOrDefault(input) + EndedBefore.GetValueOrDefault(input);
}
