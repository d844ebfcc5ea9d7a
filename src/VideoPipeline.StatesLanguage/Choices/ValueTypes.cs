using System.Globalization;
using System.Text.RegularExpressions;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.Choices;

/// <summary>The value types of choice rules. A timestamp is a string in the RFC 3339 profile of ISO 8601.</summary>
internal static partial class ValueTypes
{
    public static bool IsNull(JsonData value) => value is NullData;

    public static bool IsString(JsonData value) => value is StringData;

    public static bool IsNumber(JsonData value) => value is NumberData;

    public static bool IsBoolean(JsonData value) => value is BooleanData;

    public static bool IsTimestamp(JsonData value) => Timestamp(value) is not null;

    public static string Text(JsonData value) => value.Text;

    /// <summary>Parses a timestamp with an upper-case T and either Z or an offset; null if the value is not one.</summary>
    public static DateTimeOffset? Timestamp(JsonData value) =>
        IsString(value) && Rfc3339().IsMatch(Text(value))
        && DateTimeOffset.TryParse(
            Text(value), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant
            : null;

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$")]
    private static partial Regex Rfc3339();
}
