using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.DataFlow.Paths;

/// <summary>How AWS's own implementation, which is in Java, prints values in messages and in States.Format.</summary>
internal static class JavaTypes
{
    public const string JsonProvider = "com.jayway.jsonpath.spi.json.JacksonJsonProvider";

    /// <summary>The name of the class that represents a value.</summary>
    public static string Name(JsonData value) => value switch
    {
        ObjectData => "java.util.LinkedHashMap",
        ArrayData => "java.util.ArrayList",
        StringData => "java.lang.String",
        BooleanData => "java.lang.Boolean",
        NumberData { IsInteger: false } => "java.lang.Double",
        NumberData number when !number.TryGetInteger(out var whole) => "java.math.BigInteger",
        NumberData number when number.Integer is >= int.MinValue and <= int.MaxValue => "java.lang.Integer",
        NumberData => "java.lang.Long",
        _ => "null",
    };

    /// <summary>The value as Java prints it: objects as maps (<c>{Id=a, Name=b}</c>), arrays as lists (<c>[1, 2]</c>), strings
    /// without quotes.</summary>
    public static string Text(JsonData value) => value switch
    {
        ObjectData o => $"{{{string.Join(", ", o.Select(field => $"{field.Key}={Text(field.Value)}"))}}}",
        ArrayData a => $"[{string.Join(", ", a.Select(Text))}]",
        StringData s => s.Value,
        _ => value.ToString(),
    };
}
