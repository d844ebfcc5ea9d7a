using System.Text;

namespace VideoPipeline.StatesLanguage.DataFlow.Paths;

/// <summary>Reads the characters of a path one after the other.</summary>
internal sealed class PathReader(string text)
{
    // Deeper nesting of conditions would exhaust the stack.
    private const int MaxDepth = 100;
    private const char End = '\0';

    private int _depth;

    public int Position { get; private set; }

    public bool AtEnd => Position == text.Length;

    /// <summary>The next character; NUL at the end.</summary>
    public char Peek => AtEnd ? End : text[Position];

    public void Skip() => Position++;

    /// <summary>Reads a part that can contain further parts of its kind.</summary>
    public T Nested<T>(Func<PathReader, T> read)
    {
        if (++_depth > MaxDepth) throw Malformed($"it is nested more than {MaxDepth} deep");
        var part = read(this);
        _depth--;
        return part;
    }

    public void SkipSpace()
    {
        while (Peek == ' ') Position++;
    }

    public bool TryTake(char character)
    {
        if (Peek != character) return false;
        Position++;
        return true;
    }

    public bool TryTake(string word)
    {
        if (!text.AsSpan(Position).StartsWith(word, StringComparison.Ordinal)) return false;
        Position += word.Length;
        return true;
    }

    public void Expect(char character)
    {
        if (!TryTake(character)) throw Malformed($"'{character}' is missing");
    }

    public string TakeWhile(Func<char, bool> accepts)
    {
        var start = Position;
        while (!AtEnd && accepts(text[Position])) Position++;
        return text[start..Position];
    }

    /// <summary>Reads a string in single or double quotes, in which a backslash escapes the next character.</summary>
    public string TakeQuoted()
    {
        var quote = Peek;
        if (quote is not ('\'' or '"')) throw Malformed("a name in quotes is missing");
        var content = new StringBuilder();
        for (Skip(); Peek != quote; Skip())
        {
            if (Peek == '\\') Skip();
            if (AtEnd) throw Malformed($"the closing {quote} is missing");
            content.Append(Peek);
        }
        Skip();
        return content.ToString();
    }

    public string TextFrom(int start) => text[start..Position];

    public FormatException Malformed(string problem) =>
        new($"'{text}' is not a JSONPath: {problem} at character {Position + 1}.");
}
