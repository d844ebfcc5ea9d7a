using VideoPipeline.Local.Serving.StepFunctions.Mocking;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Journal;
using VideoPipeline.StatesLanguage.Maps;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.Local.Serving.StepFunctions.Durability;

/// <summary>An execution read from its journal.</summary>
/// <param name="Root">The execution.</param>
/// <param name="Result">How far it got; null if only the summary has been read.</param>
/// <param name="Executions">The execution and its child executions.</param>
/// <param name="MapRuns">Their Map Runs.</param>
internal sealed record RestoredExecution(
    RecordedExecution Root, ExecutionResult? Result, IReadOnlyCollection<RecordedExecution> Executions,
    IReadOnlyList<MapRun> MapRuns);

/// <summary>Reads the executions of earlier servers from their journals: of those that have ended what lists have, and the rest
/// when it is needed. What cannot be read is reported, and only that is missing.</summary>
/// <param name="folder">The folder with the journals.</param>
/// <param name="deleted">The ARNs of state machines that have been deleted.</param>
/// <param name="mocks">The test cases of state machines.</param>
/// <param name="log">Receives what is to be said.</param>
/// <param name="time">The clock.</param>
internal sealed class ExecutionRestorer(
    ServerFolder folder, IReadOnlySet<string> deleted, MockConfiguration mocks, Action<string> log, TimeProvider time)
{
    // As on AWS (service quotas, "Execution history retention time").
    private static readonly TimeSpan s_retention = TimeSpan.FromDays(90);

    private readonly SavedDefinitions _definitions = new(folder);

    /// <summary>Reads all executions, and deletes those that ended too long ago, or whose state machine has been
    /// deleted.</summary>
    /// <param name="machines">The state machines.</param>
    /// <param name="read">Reads the rest of an execution of which only the summary has been read.</param>
    public IEnumerable<RestoredExecution> Restore(LocalStateMachines machines, Action<RecordedExecution> read)
    {
        foreach (var path in folder.Executions.Order(StringComparer.Ordinal))
        {
            if (Restore(path, machines, read) is { } restored) yield return restored;
        }
        folder.KeepDefinitions(_definitions.Hashes);
    }

    /// <summary>Reads all of an execution that has ended.</summary>
    public RestoredExecution ReadAll(RecordedExecution execution)
    {
        var content = execution.Journal.ReadAll();
        var problem = content.End == JournalEnd.Whole ? null : Remarks.Of(content, "What follows is lost.");
        var restored = Restore(execution.Start, content, ref problem);
        if (problem is not null)
        {
            log($"{execution.Arn} cannot be read: {problem}");
            foreach (var each in restored.Executions.Append(execution)) each.Abandon(problem, time.GetUtcNow());
        }
        foreach (var run in restored.MapRuns) run.Release();
        return restored;
    }

    /// <summary>A child execution before its first event.</summary>
    /// <param name="root">The execution of the state machine.</param>
    /// <param name="arn">Its ARN.</param>
    /// <param name="run">The Map Run that started it.</param>
    /// <param name="index">The index of its input.</param>
    public static RecordedExecution Child(RecordedExecution root, string arn, MapRun run, int index) => new(
        root.Start with
        {
            Arn = arn, StateMachineArn = ExecutionRegistry.StateMachineOf(run), MapRun = run, Input = "",
            ItemCount = run.ItemCount(index),
        },
        root.Journal);

    private RestoredExecution? Restore(string path, LocalStateMachines machines, Action<RecordedExecution> read)
    {
        try
        {
            var restored = RestoreSummary(path, machines, read) ?? RestoreAll(path, machines);
            if (restored?.Root.Stopped is not { } stopped) return restored;
            if (time.GetUtcNow() - stopped > s_retention || deleted.Contains(restored.Root.Start.StateMachineArn))
            {
                File.Delete(path);
                return null;
            }
            if (!restored.Root.IsComplete) restored.Root.Complete();
            return restored;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidOperationException
            or NullReferenceException or ArgumentException or FormatException)
        {
            log($"{path} cannot be read, and is ignored: {exception.Message}");
            return null;
        }
    }

    private RestoredExecution? RestoreSummary(string path, LocalStateMachines machines, Action<RecordedExecution> read)
    {
        if (JournalFile.ReadEnds(path) is not { } ends || ExecutionSummary.Read(ends.Last) is not { } summary) return null;
        var (start, problem) = ExecutionHeader.Read(ends.First, _definitions, machines, mocks);
        var root = new RecordedExecution(start, ExecutionJournal.Of(ends));
        root.Restore(summary, problem, read);
        return new RestoredExecution(root, null, [root], []);
    }

    private RestoredExecution? RestoreAll(string path, LocalStateMachines machines)
    {
        var content = JournalFile.Read(path);
        if (content.End == JournalEnd.Torn) log(Remarks.Of(content, "The execution goes on from there."));
        if (content.Records.Count == 0)
        {
            log($"{path} has no execution, and is ignored.");
            return null;
        }
        var (start, problem) = ExecutionHeader.Read(content.Records[0].Json, _definitions, machines, mocks);
        if (content.End == JournalEnd.Damaged) problem = Remarks.Of(content, "What follows is lost.");
        var restored = Restore(start, content, ref problem);
        if (problem is not null)
        {
            if (restored.Root.Status == ExecutionStatus.Running) log($"{start.Arn} cannot go on: {problem}");
            foreach (var execution in restored.Executions) execution.Abandon(problem, time.GetUtcNow());
        }
        return restored;
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
            if (ExecutionJournal.InvocationOf(record) is { } invocation)
            {
                start.Mock?.Restore(invocation.State, invocation.Id);
                continue;
            }
            if (ExecutionSummary.Is(record)) continue;
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
            if (entry is ChildStartedEntry { Child: { } child } started)
                all[child] = Child(root, child, runs[started.MapRunArn], started.Index);
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

    /// <summary>The Map Runs of an execution and of its child executions.</summary>
    public static IEnumerable<MapRun> MapRuns(ExecutionResult result) => result.MapRuns.SelectMany(run =>
        run.Executions.Concat(run.Interrupted).SelectMany(MapRuns).Prepend(run));
}
