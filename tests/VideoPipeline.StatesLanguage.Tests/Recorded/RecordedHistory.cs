using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.Tests.Recorded;

/// <summary>Compares a history with a recorded one, event by event, except where the recording is incomplete.</summary>
internal static class RecordedHistory
{
    public static string? Difference(ArrayData expected, ArrayData actual)
    {
        var hasParallel = expected.Any(entry => Type(entry) == "ParallelStateStarted");
        return hasParallel ? UnorderedDifference(expected, actual) : OrderedDifference(expected, actual);
    }

    private static string? OrderedDifference(ArrayData expected, ArrayData actual)
    {
        var types = Recording.Difference(Types(expected), Types(actual), "types");
        if (types is not null) return $"{types}\n{Types(expected)}\n{Types(actual)}";
        return expected.Select((entry, i) => Recording.Difference(AsRecordedToday(entry, expected), actual[i], $"event {i + 1}"))
            .FirstOrDefault(found => found is not null);
    }

    /// <summary>Compares the events in any order. With a Parallel state, the recording has the events of the branches in
    /// another order and without ids, and lacks ParallelStateSucceeded and the ParallelStateExited of a nested Parallel
    /// state; all other events must match.</summary>
    private static string? UnorderedDifference(ArrayData expected, ArrayData actual)
    {
        var unmatched = actual.Where(entry => Type(entry) != "ParallelStateSucceeded").ToList();
        foreach (var entry in expected)
        {
            var found = unmatched.FindIndex(
                candidate => Recording.Difference(CopyMissingIds(entry, candidate), candidate) is null);
            if (found < 0) return $"expected the event {entry}";
            unmatched.RemoveAt(found);
        }
        return unmatched.Find(entry => Type(entry) != "ParallelStateExited") is { } surplus
            ? $"unexpected event {surplus}" : null;
    }

    private static JsonData CopyMissingIds(JsonData expected, JsonData actual)
    {
        if (expected["id"] is not (null or ArrayData) && expected["previousEventId"]!.Integer != 0) return expected;
        return expected.Fields.With("id", actual["id"]!).With("previousEventId", actual["previousEventId"]!);
    }

    /// <summary>AWS links MapStateExited to MapRunStarted since November 2024; older recordings link it to the MapRunSucceeded
    /// that follows.</summary>
    private static JsonData AsRecordedToday(JsonData entry, ArrayData history)
    {
        if (Type(entry) != "MapStateExited") return entry;
        var previous = history.FirstOrDefault(other => Equals(other["id"], entry["previousEventId"]));
        return previous is not null && Type(previous) == "MapRunSucceeded"
            ? entry.Fields.With("previousEventId", previous["previousEventId"]!)
            : entry;
    }

    private static ArrayData Types(ArrayData history) => ArrayData.Of(history.Select(entry => entry["type"]!));

    private static string Type(JsonData entry) => entry["type"]!.Text;
}
