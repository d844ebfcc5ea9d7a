using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.DataFlow.Intrinsics;

/// <summary>Intrinsic functions that convert between JSON and strings, and that merge objects.</summary>
internal static class JsonFunctions
{
    /// <summary>Merges two objects; fields of the second take precedence. As on AWS, only the shallow merge (<c>false</c>) is
    /// supported.</summary>
    public static JsonData Merge(JsonData first, JsonData second, JsonData deep)
    {
        if (deep is not BooleanData { Value: false })
        {
            throw new IntrinsicArgumentException(
                "The third argument must be false: only the shallow merge is supported.");
        }
        var merged = Argument.Object(first);
        foreach (var (name, value) in Argument.Object(second)) merged = merged.With(name, value);
        return merged;
    }

    /// <summary>Parses a string as JSON; a blank string is null (recorded on AWS).</summary>
    public static JsonData StringToJson(JsonData text)
    {
        var json = Argument.String(text);
        if (string.IsNullOrWhiteSpace(json)) return JsonData.Null;
        try
        {
            return JsonData.Parse(json);
        }
        catch (FormatException malformed)
        {
            throw new IntrinsicArgumentException($"The argument is not JSON: {malformed.Message}");
        }
    }

    public static JsonData JsonToString(JsonData value) => value.ToString();
}
