using System.Text.RegularExpressions;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.Tests.Recorded;

/// <summary>
/// Compares results of the engine with recorded ones. Placeholders match any value; strings that contain JSON are compared as
/// JSON; SDK metadata, request ids and stack traces are ignored.
/// </summary>
internal static partial class Recording
{
    private static readonly HashSet<string> s_placeholders = new(StringComparer.Ordinal)
    {
        "timestamp", "date", "start-date", "stop-date", "uuid", "RequestId", "json-input", "snf_role_arn",
            "sfn_role_arn",
        // Used in the file, but missing from its documentation.
        "start-time", "entered-time", "map_run_arn", "executionSucceededEventDetails.output",
            "stateExitedEventDetails.output",
    };

    // RedriveCount was added to the context object while the cases were recorded, so only some contain it.
    private static readonly HashSet<string> s_ignoredFields = new(StringComparer.Ordinal)
    {
        "SdkHttpMetadata", "SdkResponseMetadata", "requestId", "stackTrace", "LogResult", "RedriveCount",
    };

    /// <summary>Describes the first difference; null if there is none.</summary>
    public static string? Difference(JsonData? expected, JsonData? actual, string at = "$")
    {
        if (expected is StringData { Value: var word } && actual is not null && IsPlaceholder(word)) return null;
        if (expected is StringData { Value: var pattern } && actual is StringData { Value: var text }
            && MatchesPattern(pattern, text)) return null;
        (expected, actual) = (Unwrap(expected), Unwrap(actual));
        if (expected is StringData { Value: var inner } && actual is not null && IsPlaceholder(inner)) return null;
        return (expected, actual) switch
        {
            (ObjectData e, ObjectData a) => Fields(e, a, at),
            (ArrayData e, ArrayData a) when e.Count == a.Count =>
                e.Select((item, i) => Difference(item, a[i], $"{at}[{i}]")).FirstOrDefault(found => found is not null),
            _ when Same(expected, actual) => null,
            _ => $"{at}: expected {Format(expected)}, got {Format(actual)}",
        };
    }

    private static string? Fields(ObjectData expected, ObjectData actual, string at) =>
        expected.Names.Concat(actual.Names).Distinct()
            .Where(name => !s_ignoredFields.Contains(name))
            .Select(name => Difference(expected[name], actual[name], $"{at}.{name}"))
            .FirstOrDefault(found => found is not null);

    private static bool Same(JsonData? expected, JsonData? actual) => Equals(expected, actual)
        || (expected is StringData { Value: var e } && actual is StringData { Value: var a } && MatchesPattern(e, a));

    private static bool IsPlaceholder(string word) =>
        s_placeholders.Contains(word) || WholePlaceholder().IsMatch(word);

    // A longer string can contain placeholders: arn:<partition>:states:<region>:…
    private static bool MatchesPattern(string pattern, string text) =>
        Placeholder().IsMatch(pattern)
        && Regex.IsMatch(
            text, $"^{string.Join(".+", Placeholder().Split(pattern).Select(Regex.Escape))}$", RegexOptions.Singleline);

    private static JsonData? Unwrap(JsonData? value)
    {
        if (value is not StringData { Value: var text } || text.Length == 0) return value;
        try
        {
            return JsonData.Parse(text) is var parsed && parsed is StringData ? parsed : Unwrap(parsed);
        }
        catch (FormatException)
        {
            return value;
        }
    }

    private static string Format(JsonData? value) => value is null ? "nothing" : value.ToString();

    [GeneratedRegex("^<[^<>]+>$")]
    private static partial Regex WholePlaceholder();

    [GeneratedRegex("<[^<>]+>")]
    private static partial Regex Placeholder();
}
