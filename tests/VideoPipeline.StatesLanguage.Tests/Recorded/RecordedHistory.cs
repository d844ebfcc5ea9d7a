using Newtonsoft.Json.Linq;

namespace VideoPipeline.StatesLanguage.Tests.Recorded;

/// <summary>Compares a history with a recorded one, event by event, except where the recording is incomplete.</summary>
internal static class RecordedHistory
{
    public static string? Difference(JArray expected, JArray actual)
    {
        var hasParallel = expected.Any(entry => Type(entry) == "ParallelStateStarted");
        return hasParallel ? UnorderedDifference(expected, actual) : OrderedDifference(expected, actual);
    }

    private static string? OrderedDifference(JArray expected, JArray actual)
    {
        var types = Recording.Difference(Types(expected), Types(actual), "types");
        if (types is not null) return $"{types}\n{Types(expected)}\n{Types(actual)}";
        return expected.Select(
            (entry, i) =>
                Recording.Difference(Normalize(entry, actual), Normalize(actual[i], actual), $"event {i + 1}"))
            .FirstOrDefault(found => found is not null);
    }

    /// <summary>Compares the events in any order. With a Parallel state, the recording has the events of the branches in
    /// another order and without ids, and lacks ParallelStateSucceeded and the ParallelStateExited of a nested Parallel
    /// state; all other events must match.</summary>
    private static string? UnorderedDifference(JArray expected, JArray actual)
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

    private static JToken CopyMissingIds(JToken expected, JToken actual)
    {
        if (expected["id"] is not (null or JArray) && expected["previousEventId"]!.Value<int>() != 0) return expected;
        var linked = expected.DeepClone();
        linked["id"] = actual["id"];
        linked["previousEventId"] = actual["previousEventId"];
        return linked;
    }

    /// <summary>Links MapStateExited to MapRunSucceeded. Some recordings link it to MapRunStarted instead, without a relevant
    /// difference in their definitions.</summary>
    private static JToken Normalize(JToken entry, JArray history)
    {
        if (Type(entry) != "MapStateExited") return entry;
        var started =
            history.FirstOrDefault(
                other => Type(other) == "MapRunStarted" && Id(other) == entry["previousEventId"]!.Value<int>());
        if (started is null) return entry;
        var linked = entry.DeepClone();
        linked["previousEventId"] = Id(started) + 1;
        return linked;
    }

    private static JArray Types(JArray history) => new(history.Select(Type));

    private static string Type(JToken entry) => entry["type"]!.Value<string>()!;

    private static int Id(JToken entry) => entry["id"]!.Value<int>();
}
