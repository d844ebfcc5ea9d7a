using System.Text;

namespace VideoPipeline.StatesLanguage.Json;

/// <summary>Writes JSON strings as AWS does: only quotes, backslashes and control characters are escaped.</summary>
internal static class JsonStrings
{
    private const char FirstPrintable = ' ';

    public static void Append(StringBuilder text, string value)
    {
        text.Append('"');
        var rest = value.AsSpan();
        while (NextEscape(rest) is var at && at >= 0)
        {
            text.Append(rest[..at]).Append(Escape(rest[at]));
            rest = rest[(at + 1)..];
        }
        text.Append(rest).Append('"');
    }

    /// <summary>The length of the string with its quotes and escapes in UTF-8 bytes.</summary>
    public static long Utf8Length(string value)
    {
        var length = (long)"\"\"".Length + Encoding.UTF8.GetByteCount(value);
        var rest = value.AsSpan();
        while (NextEscape(rest) is var at && at >= 0)
        {
            length += Escape(rest[at]).Length - 1;
            rest = rest[(at + 1)..];
        }
        return length;
    }

    private static int NextEscape(ReadOnlySpan<char> text)
    {
        var control = text.IndexOfAnyInRange('\0', (char)(FirstPrintable - 1));
        var quoted = (control < 0 ? text : text[..control]).IndexOfAny('"', '\\');
        return quoted >= 0 ? quoted : control;
    }

    private static string Escape(char character) => character switch
    {
        '"' => "\\\"",
        '\\' => @"\\",
        '\b' => @"\b",
        '\t' => @"\t",
        '\n' => @"\n",
        '\f' => @"\f",
        '\r' => @"\r",
        _ => $"\\u{(int)character:X4}",
    };
}
