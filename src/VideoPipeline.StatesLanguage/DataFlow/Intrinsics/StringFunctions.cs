using System.Text;
using Newtonsoft.Json.Linq;

namespace VideoPipeline.StatesLanguage.DataFlow.Intrinsics;

/// <summary>Intrinsic functions on strings.</summary>
internal static class StringFunctions
{
    /// <summary>Splits a string at each character of the second argument and drops empty parts (recorded on AWS).</summary>
    public static JToken Split(JToken text, JToken separators) => new JArray(
        Argument.String(text).Split(Argument.String(separators).ToCharArray(), StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Replaces each <c>{}</c> of the template with an argument; <c>\{</c> and <c>\}</c> are literal
    /// braces.</summary>
    public static JToken Format(JToken[] arguments)
    {
        var template = Argument.String(arguments[0]);
        var text = new StringBuilder();
        var next = 1;
        for (var at = 0; at < template.Length; at++)
        {
            if (template[at] == '\\' && at + 1 < template.Length && template[at + 1] is '{' or '}' or '\\')
            {
                text.Append(template[++at]);
            }
            else if (template[at] == '{' && at + 1 < template.Length && template[at + 1] == '}')
            {
                if (next == arguments.Length) throw WrongCount();
                AppendAsJava(text, arguments[next++]);
                at++;
            }
            else
            {
                text.Append(template[at]);
            }
        }
        return next == arguments.Length ? text.ToString() : throw WrongCount();
    }

    // AWS formats objects and arrays as Java formats maps and lists: {Id=a, Name=b} and [1, 2].
    private static void AppendAsJava(StringBuilder text, JToken value)
    {
        switch (value)
        {
            case JObject o:
                text.Append('{');
                var separator = "";
                foreach (var field in o.Properties())
                {
                    text.Append(separator).Append(field.Name).Append('=');
                    AppendAsJava(text, field.Value);
                    separator = ", ";
                }
                text.Append('}');
                break;
            case JArray a:
                text.Append('[');
                for (var i = 0; i < a.Count; i++)
                {
                    if (i > 0) text.Append(", ");
                    AppendAsJava(text, a[i]);
                }
                text.Append(']');
                break;
            case JValue { Value: string s }:
                text.Append(s);
                break;
            default:
                text.Append(value.ToString(Newtonsoft.Json.Formatting.None));
                break;
        }
    }

    private static IntrinsicArgumentException WrongCount() =>
        new("The number of {} does not equal the number of arguments after the template.");
}
