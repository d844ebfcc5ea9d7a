using System.Text;
using VideoPipeline.StatesLanguage.DataFlow.Paths;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.DataFlow.Intrinsics;

/// <summary>Intrinsic functions on strings.</summary>
internal static class StringFunctions
{
    /// <summary>Splits a string at each character of the second argument and drops empty parts (recorded on AWS). Without
    /// characters it stays whole.</summary>
    public static JsonData Split(JsonData text, JsonData separators)
    {
        var (whole, characters) = (Argument.String(text), Argument.String(separators).ToCharArray());
        // .NET takes no separators for white space.
        string[] parts = characters.Length == 0 ? [whole] : whole.Split(characters, StringSplitOptions.RemoveEmptyEntries);
        return ArrayData.Of(parts.Where(part => part.Length > 0).Select(part => (JsonData)part));
    }

    /// <summary>Replaces each <c>{}</c> of the template with an argument; <c>\{</c> and <c>\}</c> are literal
    /// braces. AWS formats objects and arrays as Java does.</summary>
    public static JsonData Format(JsonData[] arguments)
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
                text.Append(JavaTypes.Text(arguments[next++]));
                at++;
            }
            else
            {
                text.Append(template[at]);
            }
        }
        return next == arguments.Length ? text.ToString() : throw WrongCount();
    }

    private static IntrinsicArgumentException WrongCount() =>
        new("The number of {} does not equal the number of arguments after the template.");
}
