using Newtonsoft.Json.Linq;

namespace VideoPipeline.StatesLanguage.Tests.Recorded;

/// <summary>Compares a history with a recorded one, event by event, apart from the places where the recording has
/// gaps.</summary>
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
                Recording.Difference(Comparable(entry, actual), Comparable(actual[i], actual), $"event {i + 1}"))
            .FirstOrDefault(found => found is not null);
    }

    /// <summary>Where Parallel runs, the recording has the branches' events in another order, without ids, and lacks
    /// ParallelStateSucceeded and the ParallelStateExited of a nested one; the rest must be there all the
    /// same.</summary>
    private static string? UnorderedDifference(JArray expected, JArray actual)
    {
        var left = actual.Where(entry => Type(entry) != "ParallelStateSucceeded").ToList();
        foreach (var entry in expected)
        {
            var found = left.FindIndex(candidate => Recording.Difference(Linked(entry, candidate), candidate) is null);
            if (found < 0) return $"{entry} was recorded and did not come";
            left.RemoveAt(found);
        }
        return left.Find(entry => Type(entry) != "ParallelStateExited") is { } surplus
            ? $"{surplus} came and was not recorded" : null;
    }

    private static JToken Linked(JToken expected, JToken actual)
    {
        if (expected["id"] is not (null or JArray) && expected["previousEventId"]!.Value<int>() != 0) return expected;
        var linked = expected.DeepClone();
        linked["id"] = actual["id"];
        linked["previousEventId"] = actual["previousEventId"];
        return linked;
    }

    /// <summary>After a Map Run, MapStateExited follows from MapRunStarted in some recordings and from MapRunSucceeded
    /// in others, of definitions that differ in nothing to do with it; either is taken as the latter.</summary>
    private static JToken Comparable(JToken entry, JArray history)
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
