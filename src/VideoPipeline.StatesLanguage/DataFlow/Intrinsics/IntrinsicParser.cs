using System.Globalization;
using System.Text;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.DataFlow.Intrinsics;

/// <summary>
/// Parses a call such as <c>States.Format('{} of {}', $.n, States.ArrayLength($.all))</c>. Arguments are strings in single
/// quotes, numbers, true, false, null, paths and nested calls.
/// </summary>
internal ref struct IntrinsicParser
{
    private readonly string _text;
    private int _at;

    private IntrinsicParser(string text) => _text = text;

    /// <exception cref="FormatException">The text is not a call of an intrinsic function with a valid number of
    /// arguments.</exception>
    public static IntrinsicCall Parse(string text)
    {
        var parser = new IntrinsicParser(text);
        var call = parser.ReadCall();
        parser.SkipSpace();
        return parser._at == text.Length ? call : throw parser.Malformed("there is text after the call");
    }

    private IntrinsicCall ReadCall()
    {
        var start = _at;
        while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || _text[_at] == '.')) _at++;
        var name = _text[start.._at];
        Expect('(');
        var arguments = new List<IntrinsicArgument>();
        SkipSpace();
        while (Peek() != ')')
        {
            if (arguments.Count > 0) Expect(',');
            SkipSpace();
            arguments.Add(ReadArgument());
            SkipSpace();
        }
        Expect(')');
        var function = IntrinsicLibrary.Find(name) ?? throw Malformed($"there is no function {name}");
        return function.AcceptsCount(arguments.Count)
            ? new IntrinsicCall(_text, function, arguments)
            : throw Malformed($"{name} does not take {arguments.Count} arguments");
    }

    private IntrinsicArgument ReadArgument() => Peek() switch
    {
        '\'' => IntrinsicArgument.Text(ReadString()),
        '$' => IntrinsicArgument.Computed(Expression.Parse(ReadPath())),
        'S' => IntrinsicArgument.Computed(ReadCall()),
        _ => IntrinsicArgument.Literal(ReadLiteral()),
    };

    // Only \' is unescaped here, because States.Format must still distinguish \{ from {. As on AWS, there are no other escapes.
    private string ReadString()
    {
        Expect('\'');
        var text = new StringBuilder();
        while (Peek() != '\'')
        {
            if (_text[_at] == '\\' && _at + 1 < _text.Length)
            {
                if (_text[_at + 1] is not ('\'' or '\\' or '{' or '}')) throw Malformed($"\\{_text[_at + 1]} is not an escape");
                if (_text[_at + 1] != '\'') text.Append('\\');
                _at++;
            }
            text.Append(_text[_at++]);
        }
        _at++;
        return text.ToString();
    }

    private string ReadPath()
    {
        var start = _at;
        var depth = 0;
        char? quote = null;
        for (; _at < _text.Length; _at++)
        {
            var c = _text[_at];
            if (quote is not null) quote = c == quote ? null : quote;
            else if (c is '\'' or '"') quote = c;
            else if (c is '[' or '(') depth++;
            else if (depth == 0 && c is ',' or ')' or ' ') break;
            else if (c is ']' or ')') depth--;
        }
        return _text[start.._at];
    }

    private JsonData ReadLiteral()
    {
        var start = _at;
        while (_at < _text.Length && _text[_at] is not (',' or ')' or ' ')) _at++;
        var word = _text[start.._at];
        return word switch
        {
            "true" => true,
            "false" => false,
            "null" => JsonData.Null,
            _ when long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) =>
                whole,
            _ when double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) =>
                real,
            _ => throw Malformed($"'{word}' is not an argument"),
        };
    }

    private readonly char Peek() => _at < _text.Length ? _text[_at] : throw Malformed("it is truncated");

    private void Expect(char expected)
    {
        if (Peek() != expected) throw Malformed($"'{expected}' is missing at character {_at + 1}");
        _at++;
    }

    private void SkipSpace()
    {
        while (_at < _text.Length && _text[_at] == ' ') _at++;
    }

    private readonly FormatException Malformed(string problem) =>
        new($"'{_text}' is not an intrinsic function: {problem}.");
}
