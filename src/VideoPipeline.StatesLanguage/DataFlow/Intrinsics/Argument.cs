using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.DataFlow.Intrinsics;

/// <summary>Converts arguments of intrinsic functions to the required types.</summary>
internal static class Argument
{
    public static ArrayData Array(JsonData value) =>
        value as ArrayData ?? throw new IntrinsicArgumentException($"{value} is not an array.");

    public static ObjectData Object(JsonData value) =>
        value as ObjectData ?? throw new IntrinsicArgumentException($"{value} is not an object.");

    public static string String(JsonData value) => value is StringData
        ? value.Text
        : throw new IntrinsicArgumentException($"{value} is not a string.");

    /// <summary>A number rounded to the nearest integer, halves towards positive infinity: -1.5 becomes -1 (recorded on AWS
    /// for States.MathAdd).</summary>
    public static long Integer(JsonData value) => value switch
    {
        NumberData number when number.TryGetInteger(out var whole) => whole,
        NumberData number => (long)Math.Floor(number.Value + 0.5),
        _ => throw new IntrinsicArgumentException($"{value} is not a number."),
    };
}
