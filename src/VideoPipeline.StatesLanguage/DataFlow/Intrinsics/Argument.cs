using Newtonsoft.Json.Linq;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.DataFlow.Intrinsics;

/// <summary>Converts arguments of intrinsic functions to the required types.</summary>
internal static class Argument
{
    public static JArray Array(JToken value) =>
        value as JArray ?? throw new IntrinsicArgumentException($"{StatesJson.Text(value)} is not an array.");

    public static JObject Object(JToken value) =>
        value as JObject ?? throw new IntrinsicArgumentException($"{StatesJson.Text(value)} is not an object.");

    public static string String(JToken value) => value.Type == JTokenType.String
        ? value.Value<string>()!
        : throw new IntrinsicArgumentException($"{StatesJson.Text(value)} is not a string.");

    /// <summary>A number rounded to the nearest integer, halves towards positive infinity: -1.5 becomes -1 (recorded on AWS
    /// for States.MathAdd).</summary>
    public static long Integer(JToken value) => value.Type switch
    {
        JTokenType.Integer => value.Value<long>(),
        JTokenType.Float => (long)Math.Floor(value.Value<double>() + 0.5),
        _ => throw new IntrinsicArgumentException($"{StatesJson.Text(value)} is not a number."),
    };
}
