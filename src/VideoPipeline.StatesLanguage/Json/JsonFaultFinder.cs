namespace VideoPipeline.StatesLanguage.Json;

/// <summary>Reads a text as JSON up to its first fault.</summary>
internal sealed class JsonFaultFinder(string text)
{
    private const string Values = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";

    // The objects and arrays around the place, with the offsets at which they start.
    private readonly Stack<(bool IsObject, int Start)> _open = [];
    private Expected _expected = Expected.Value;
    private int _at;

    private enum Expected
    {
        Value,
        Name,

        // What follows a value.
        Next,
    }

    private char Close => _open.Peek().IsObject ? '}' : ']';

    private bool AtEnd => _at >= text.Length;

    // Without recursion, because the text may be nested deeper than the stack.
    public JsonFault? Find()
    {
        JsonFault? fault = null;
        while (fault is null && (_open.Count > 0 || _expected == Expected.Value))
        {
            fault = _expected switch
            {
                Expected.Value => ReadValue(),
                Expected.Name => ReadName(),
                _ => ReadNext(),
            };
        }
        return fault;
    }

    // A value up to its end, or the beginning of an object or array.
    private JsonFault? ReadValue()
    {
        SkipSpace();
        if (AtEnd) return _open.Count == 0 ? Fault("No content to map due to end-of-input") : Unclosed();
        _expected = Expected.Next;
        var character = text[_at];
        switch (character)
        {
            case '{' or '[':
                _open.Push((character == '{', _at++));
                SkipSpace();
                return AtEnd || text[_at] != Close ? Expect() : ReadClose();
            case '"':
                return ReadString("string value");
            case '-' or (>= '0' and <= '9'):
                return ReadNumber();
            case var letter when char.IsLetter(letter) || letter is '_' or '$':
                return ReadWord();
            default:
                return Unexpected($": expected a valid value {Values}");
        }
    }

    // What follows a value in an object or array.
    private JsonFault? ReadNext()
    {
        SkipSpace();
        if (AtEnd) return Unclosed();
        if (text[_at] == Close) return ReadClose();
        var isObject = _open.Peek().IsObject;
        if (text[_at] != ',') return Unexpected($": was expecting comma to separate {(isObject ? "Object" : "Array")} entries");
        _at++;
        return Expect();
    }

    // The next field or item.
    private JsonFault? Expect()
    {
        _expected = _open.Peek().IsObject ? Expected.Name : Expected.Value;
        return null;
    }

    private JsonFault? ReadName()
    {
        SkipSpace();
        if (AtEnd) return Unclosed();
        if (text[_at] != '"') return Unexpected(": was expecting double-quote to start field name");
        if (ReadString("name") is { } fault) return fault;
        SkipSpace();
        if (AtEnd) return Unclosed();
        if (text[_at] != ':') return Unexpected(": was expecting a colon to separate field name and value");
        _at++;
        _expected = Expected.Value;
        return null;
    }

    private JsonFault? ReadClose()
    {
        _at++;
        _open.Pop();
        return null;
    }

    private JsonFault? ReadString(string what)
    {
        for (_at++; !AtEnd; _at++)
        {
            var character = text[_at];
            if (character == '"')
            {
                _at++;
                return null;
            }
            if (character < ' ')
            {
                _at++;
                return Fault(
                    $"Illegal unquoted character ((CTRL-CHAR, code {(int)character})): has to be escaped using backslash to be "
                    + $"included in {what}");
            }
            if (character != '\\') continue;
            if (ReadEscape() is { } fault) return fault;
        }
        return Fault("Unexpected end-of-input: was expecting closing quote for a string value");
    }

    // At the backslash; then at the last character of the escape.
    private JsonFault? ReadEscape()
    {
        if (++_at >= text.Length) return Fault("Unexpected end-of-input in character escape sequence");
        if (text[_at] != 'u')
        {
            return "\"\\/bfnrt".Contains(text[_at]) ? null : Fault($"Unrecognized character escape {Quoted()}", after: 1);
        }
        for (var i = 0; i < 4; i++)
        {
            if (++_at >= text.Length) return Fault("Unexpected end-of-input in character escape sequence");
            if (!char.IsAsciiHexDigit(text[_at]))
                return Unexpected(": expected a hex-digit for character escape sequence");
        }
        return null;
    }

    private JsonFault? ReadNumber()
    {
        const string Digits = "for valid numeric value";
        if (text[_at] == '-' && ReadDigits($"expected digit (0-9) to follow minus sign, {Digits}") is { } sign) return sign;
        if (text[_at] == '0' && _at + 1 < text.Length && char.IsAsciiDigit(text[_at + 1]))
            return Fault("Invalid numeric value: Leading zeroes not allowed", after: 1);
        SkipDigits();
        if (!AtEnd && text[_at] == '.' && ReadDigits("Decimal point not followed by a digit") is { } point) return point;
        SkipDigits();
        if (AtEnd || text[_at] is not ('e' or 'E')) return null;
        if (_at + 1 < text.Length && text[_at + 1] is '+' or '-') _at++;
        if (ReadDigits("Exponent indicator not followed by a digit") is { } exponent) return exponent;
        SkipDigits();
        return null;
    }

    // Goes to the next character, which must be a digit.
    private JsonFault? ReadDigits(string problem)
    {
        _at++;
        if (AtEnd) return Fault("Unexpected end-of-input within/between Number entries");
        return char.IsAsciiDigit(text[_at]) ? null : Unexpected($" in numeric value: {problem}");
    }

    private JsonFault? ReadWord()
    {
        var start = _at;
        while (!AtEnd && (char.IsLetterOrDigit(text[_at]) || text[_at] is '_' or '$')) _at++;
        var word = text[start.._at];
        return word is "true" or "false" or "null"
            ? null
            : Fault($"Unrecognized token '{word}': was expecting {Values}");
    }

    private void SkipSpace()
    {
        while (!AtEnd && text[_at] is ' ' or '\t' or '\n' or '\r') _at++;
    }

    private void SkipDigits()
    {
        while (!AtEnd && char.IsAsciiDigit(text[_at])) _at++;
    }

    private string Quoted() => $"'{text[_at]}' (code {(int)text[_at]})";

    private JsonFault Unexpected(string problem) => Fault($"Unexpected character ({Quoted()}){problem}", after: 1);

    private JsonFault Unclosed()
    {
        var (isObject, start) = _open.Peek();
        return Fault(
            $"Unexpected end-of-input: expected close marker for {(isObject ? "Object" : "Array")} "
            + $"(start marker at {JsonFault.Location(text, start)})");
    }

    private JsonFault Fault(string message, int after = 0) => new(message, Math.Min(_at + after, text.Length));
}
