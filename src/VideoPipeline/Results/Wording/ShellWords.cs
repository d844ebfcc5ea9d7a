using System.Text;

namespace VideoPipeline.Results.Wording;

/// <summary>Quotes arguments for a shell.</summary>
internal static class ShellWords
{
    private const string Plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:=,+@%";

    /// <summary>Joins the arguments to a command line that a shell splits into the same arguments.</summary>
    public static string Join(IEnumerable<string> words) => string.Join(' ', words.Select(Quote));

    // All characters between single quotes are literal (POSIX, Shell Command Language, 2.2.2). Between $' and ' there are escapes
    // (2.2.4), so that control characters do not reach the terminal that shows the line.
    private static string Quote(string word)
    {
        if (word.Any(IsEscaped)) return $"$'{string.Concat(word.Select(Escape))}'";
        return word.Length > 0 && word.All(Plain.Contains) ? word : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";
    }

    private static string Escape(char character) => character switch
    {
        '\'' or '\\' => $"\\{character}",
        _ when IsEscaped(character) => string.Concat(Encoding.UTF8.GetBytes([character])
            .Select(static octet => $"\\{Convert.ToString(octet, 8).PadLeft(3, '0')}")),
        _ => character.ToString(),
    };

    private static bool IsEscaped(char character) => char.IsControl(character) && character is not ('\n' or '\t');
}
