using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Journal;
using VideoPipeline.StatesLanguage.Maps;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.Local.Serving.StepFunctions.Durability;

/// <summary>An execution read from its journal.</summary>
/// <param name="Root">The execution.</param>
/// <param name="Result">How far it got.</param>
/// <param name="Executions">The execution and its child executions.</param>
/// <param name="MapRuns">Their Map Runs.</param>
internal sealed record RestoredExecution(
    RecordedExecution Root, ExecutionResult Result, IReadOnlyCollection<RecordedExecution> Executions,
    IReadOnlyList<MapRun> MapRuns);

/// <summary>Reads the executions of earlier servers from their journals. What cannot be read is reported, and only that is
/// missing.</summary>
/// <param name="folder">The folder with the journals.</param>
/// <param name="deleted">The ARNs of state machines that have been deleted.</param>
/// <param name="log">Receives what is to be said.</param>
/// <param name="now">The time now.</param>
internal sealed class ExecutionRestorer(
    ServerFolder folder, IReadOnlySet<string> deleted, Action<string> log, DateTimeOffset now)
{
    // As on AWS (service quotas, "Execution history retention time").
    private static readonly TimeSpan s_retention = TimeSpan.FromDays(90);

    /// <summary>Reads all executions, and deletes those that ended too long ago, or whose state machine has been
    /// deleted.</summary>
    /// <param name="findMachine">Finds a state machine by its ARN; null if it does not exist.</param>
    public IEnumerable<RestoredExecution> Restore(Func<string, LocalStateMachine?> findMachine)
    {
        var definitions = new HashSet<string>();
        foreach (var path in folder.Executions.Order(StringComparer.Ordinal))
        {
            if (Restore(path, findMachine, definitions) is { } restored) yield return restored;
        }
        folder.KeepDefinitions(definitions);
    }

    /// <summary>A child execution before its first event.</summary>
    public static RecordedExecution Child(RecordedExecution root, string arn, MapRun run) => new(
        root.Start with { Arn = arn, StateMachineArn = LocalExecutions.StateMachineOf(run), MapRun = run, Input = "" },
        root.Journal);

    private RestoredExecution? Restore(string path, Func<string, LocalStateMachine?> findMachine, HashSet<string> definitions)
    {
        try
        {
            var content = JournalFile.Read(path);
            if (content.End == JournalEnd.Torn) log(Remarks.Of(content, "The execution goes on from there."));
            if (content.Records.Count == 0)
            {
                log($"{path} has no execution, and is ignored.");
                return null;
            }
            var header = content.Records[0].Json;
            definitions.Add(ExecutionHeader.Definition(header));
            var (start, problem) = ExecutionHeader.Read(header, folder, findMachine);
            if (content.End == JournalEnd.Damaged) problem = Remarks.Of(content, "What follows is lost.");
            var restored = Restore(start, content, ref problem);
            if (problem is not null)
            {
                if (restored.Root.Status == ExecutionStatus.Running) log($"{start.Arn} cannot go on: {problem}");
                foreach (var execution in restored.Executions) execution.Abandon(problem, now);
            }
            if (restored.Root.Stopped is not { } stopped) return restored;
            restored.Root.Complete();
            if (now - stopped <= s_retention && !deleted.Contains(start.StateMachineArn)) return restored;
            File.Delete(path);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidOperationException
            or NullReferenceException or FormatException)
        {
            log($"{path} cannot be read, and is ignored: {exception.Message}");
            return null;
        }
    }

    private static RestoredExecution Restore(ExecutionStart start, JournalContent content, ref string? problem)
    {
        var root = new RecordedExecution(start, ExecutionJournal.Of(content));
        var reader = new JournalReader(root.Arn, root.Name);
        var entries = new List<(JournalPlace Place, JournalEntry Entry)>();
        var stops = new Dictionary<string, (string? Error, string? Cause)>();
        foreach (var (place, record) in content.Records.Skip(1))
        {
            if (ExecutionJournal.StopOf(record) is { } stop)
            {
                stops.TryAdd(stop.Child ?? root.Arn, (stop.Error, stop.Cause));
                continue;
            }
            try
            {
                var entry = JournalFormat.Read(record);
                reader.Add(entry);
                entries.Add((place, entry));
                if (entry is EventEntry { Event.Type: HistoryEventType.ExecutionRedriven }) stops.Remove(entry.Child ?? root.Arn);
            }
            catch (FormatException exception)
            {
                problem ??= $"Its journal cannot be read from byte {place.Offset} on: {exception.Message}";
                break;
            }
        }
        var result = reader.Read();
        var runs = MapRuns(result).ToDictionary(run => run.Arn);
        foreach (var run in runs.Values) root.Add(run);
        var all = new Dictionary<string, RecordedExecution> { [root.Arn] = root };
        foreach (var (place, entry) in entries)
        {
            if (entry is ChildStartedEntry { Child: { } child } started) all[child] = Child(root, child, runs[started.MapRunArn]);
            if (entry is EventEntry { Event: var recorded }) Apply(all[entry.Child ?? root.Arn], recorded, place);
        }
        foreach (var (arn, stop) in stops)
        {
            if (all.TryGetValue(arn, out var stopped)) stopped.RestoreStop(stop);
        }
        return new RestoredExecution(root, result, all.Values, [.. runs.Values]);
    }

    /// <summary>Adds an event to an execution. A child execution that has ended is completed at once.</summary>
    public static void Apply(RecordedExecution execution, HistoryEvent entry, JournalPlace place)
    {
        var isChild = execution.MapRun is not null;
        if (isChild && execution.IsComplete) execution.BeginChildRedrive();
        execution.Add(entry, place);
        if (isChild && execution.Status != ExecutionStatus.Running) execution.Complete();
    }

    private static IEnumerable<MapRun> MapRuns(ExecutionResult result) => result.MapRuns.SelectMany(run =>
        run.Executions.Concat(run.Interrupted).SelectMany(MapRuns).Prepend(run));
}
