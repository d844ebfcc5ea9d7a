using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.DataFlow.Intrinsics;

/// <summary>Intrinsic functions that convert between JSON and strings, and that merge objects.</summary>
internal static class JsonFunctions
{
    /// <summary>Merges two objects; fields of the second take precedence. As on AWS, only the shallow merge (<c>false</c>) is
    /// supported.</summary>
    public static JToken Merge(JToken first, JToken second, JToken deep)
    {
        if (deep is not JValue { Value: false })
        {
            throw new IntrinsicArgumentException(
                "The third argument must be false: only the shallow merge is supported.");
        }
        var merged = (JObject)Argument.Object(first).DeepClone();
        foreach (var field in Argument.Object(second).Properties()) merged[field.Name] = field.Value;
        return merged;
    }

    /// <summary>Parses a string as JSON; a blank string is null (recorded on AWS).</summary>
    public static JToken StringToJson(JToken text)
    {
        var json = Argument.String(text);
        if (string.IsNullOrWhiteSpace(json)) return JValue.CreateNull();
        try
        {
            return StatesJson.Parse(json);
        }
        catch (JsonException malformed)
        {
            throw new IntrinsicArgumentException($"The argument is not JSON: {malformed.Message}");
        }
    }

    public static JToken JsonToString(JToken value) => StatesJson.Text(value);
}
