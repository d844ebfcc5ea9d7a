using System.Text.RegularExpressions;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.Tests.Recorded;

/// <summary>
/// Compares what the engine gave with what was recorded. Words that stand for values differing from run to run match
/// anything; strings that hold JSON are compared as JSON; SDK metadata, request ids and stack traces are left out.
/// </summary>
internal static partial class Recording
{
    private static readonly HashSet<string> s_placeholders = new(StringComparer.Ordinal)
    {
        "timestamp", "date", "start-date", "stop-date", "uuid", "RequestId", "json-input", "snf_role_arn",
            "sfn_role_arn",
        // In use in the file beside those that its description names.
        "start-time", "entered-time", "map_run_arn", "executionSucceededEventDetails.output",
            "stateExitedEventDetails.output",
    };

    // RedriveCount joined the context object while the recordings were being made, so that only some have it.
    private static readonly HashSet<string> s_leftOut = new(StringComparer.Ordinal)
    {
        "SdkHttpMetadata", "SdkResponseMetadata", "requestId", "stackTrace", "LogResult", "RedriveCount",
    };

    /// <summary>The first difference, or null.</summary>
    public static string? Difference(JToken? expected, JToken? actual, string at = "$")
    {
        if (expected is JValue { Value: string word } && actual is not null && StandsForAnything(word)) return null;
        if (expected is JValue { Value: string pattern } && actual is JValue { Value: string text }
            && MatchesPattern(pattern, text)) return null;
        (expected, actual) = (Unwrap(expected), Unwrap(actual));
        return (expected, actual) switch
        {
            (JObject e, JObject a) => Fields(e, a, at),
            (JArray e, JArray a) when e.Count == a.Count =>
                e.Select((item, i) => Difference(item, a[i], $"{at}[{i}]")).FirstOrDefault(found => found is not null),
            _ when Same(expected, actual) => null,
            _ => $"{at}: {Shown(expected)} was recorded, {Shown(actual)} came",
        };
    }

    private static string? Fields(JObject expected, JObject actual, string at) =>
        expected.Properties().Concat(actual.Properties()).Select(field => field.Name).Distinct()
            .Where(name => !s_leftOut.Contains(name))
            .Select(name => Difference(expected[name], actual[name], $"{at}.{name}"))
            .FirstOrDefault(found => found is not null);

    private static bool Same(JToken? expected, JToken? actual) => JToken.DeepEquals(expected, actual)
        || (expected is JValue { Value: string e } && actual is JValue { Value: string a } && MatchesPattern(e, a));

    private static bool StandsForAnything(string word) =>
        s_placeholders.Contains(word) || WholePlaceholder().IsMatch(word);

    // A longer string may hold placeholders too: arn:<partition>:states:<region>:…
    private static bool MatchesPattern(string pattern, string text) =>
        Placeholder().IsMatch(pattern)
        && Regex.IsMatch(
            text, $"^{string.Join(".+", Placeholder().Split(pattern).Select(Regex.Escape))}$", RegexOptions.Singleline);

    private static JToken? Unwrap(JToken? value)
    {
        if (value is not JValue { Value: string text } || text.Length == 0) return value;
        try
        {
            return StatesJson.Parse(text) is var parsed && parsed is JValue { Value: string } ? value : Unwrap(parsed);
        }
        catch (JsonException)
        {
            return value;
        }
    }

    private static string Shown(JToken? value) => value is null ? "nothing" : StatesJson.Text(value);

    [GeneratedRegex("^<[^<>]+>$")]
    private static partial Regex WholePlaceholder();

    [GeneratedRegex("<[^<>]+>")]
    private static partial Regex Placeholder();
}
