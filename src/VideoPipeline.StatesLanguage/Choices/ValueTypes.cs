using System.Globalization;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;

namespace VideoPipeline.StatesLanguage.Choices;

/// <summary>The value types of choice rules. A timestamp is a string in the RFC 3339 profile of ISO 8601.</summary>
internal static partial class ValueTypes
{
    public static bool IsNull(JToken value) => value.Type == JTokenType.Null;

    public static bool IsString(JToken value) => value.Type == JTokenType.String;

    public static bool IsNumber(JToken value) => value.Type is JTokenType.Integer or JTokenType.Float;

    public static bool IsBoolean(JToken value) => value.Type == JTokenType.Boolean;

    public static bool IsTimestamp(JToken value) => Timestamp(value) is not null;

    public static string Text(JToken value) => value.Value<string>()!;

    /// <summary>Parses a timestamp with an upper-case T and either Z or an offset; null if the value is not one.</summary>
    public static DateTimeOffset? Timestamp(JToken value) =>
        IsString(value) && Rfc3339().IsMatch(Text(value))
        && DateTimeOffset.TryParse(
            Text(value), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant
            : null;

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$")]
    private static partial Regex Rfc3339();
}
