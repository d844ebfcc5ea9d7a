namespace VideoPipeline.Results.Wording;

/// <summary>Quotes arguments for a POSIX shell.</summary>
internal static class ShellWords
{
    private const string Plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:=,+@%";

    /// <summary>Joins the arguments to a command line that a shell splits into the same arguments.</summary>
    public static string Join(IEnumerable<string> words) => string.Join(' ', words.Select(Quote));

    // All characters between single quotes are literal (POSIX, Shell Command Language, 2.2.2).
    private static string Quote(string word) =>
        word.Length > 0 && word.All(Plain.Contains) ? word : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
