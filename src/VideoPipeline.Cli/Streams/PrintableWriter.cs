using System.Text;

namespace VideoPipeline.Cli.Streams;

/// <summary>
/// Writes text with its control characters escaped, as <c>\u001b</c>. Names of files and texts inside videos come from others,
/// and a terminal would obey control sequences in them. Line ends and tabulators are kept.
/// </summary>
/// <param name="output">Where the text is written to.</param>
internal sealed class PrintableWriter(TextWriter output) : TextWriter
{
    /// <summary>Escapes a text for a display that writes to the terminal itself.</summary>
    public static string Escape(string text)
    {
        using var escaped = new StringWriter();
        using var writer = new PrintableWriter(escaped);
        writer.Write(text);
        return escaped.ToString();
    }

    /// <inheritdoc/>
    public override Encoding Encoding => output.Encoding;

    /// <inheritdoc/>
    public override void Write(char value) => Write([value]);

    /// <inheritdoc/>
    public override void Write(string? value) => Write(value.AsSpan());

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<char> buffer)
    {
        for (; ; )
        {
            var printable = 0;
            while (printable < buffer.Length && !IsEscaped(buffer[printable])) printable++;
            output.Write(buffer[..printable]);
            if (printable == buffer.Length) return;
            output.Write($"\\u{(int)buffer[printable]:x4}");
            buffer = buffer[(printable + 1)..];
        }
    }

    /// <inheritdoc/>
    public override void WriteLine(string? value) => Write(value + output.NewLine);

    /// <inheritdoc/>
    public override void Flush() => output.Flush();

    /// <inheritdoc/>
    public override Task FlushAsync(CancellationToken cancellationToken) => output.FlushAsync(cancellationToken);

    /// <inheritdoc/>
    public override Task FlushAsync() => output.FlushAsync();

    // Those of Unicode that change the direction of the text around them can make a name look like another one (UTS #55, 3.1).
    private static bool IsEscaped(char character) =>
        (char.IsControl(character) && character is not ('\n' or '\r' or '\t'))
        || character is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
