namespace VideoPipeline.StatesLanguage.Json;

/// <summary>Why a text is not JSON, in the words of Jackson, AWS's parser.</summary>
/// <param name="Message">What is wrong.</param>
/// <param name="Offset">Where Jackson stopped, in characters: after the character or the word that it does not expect.</param>
public readonly record struct JsonFault(string Message, int Offset)
{
    private const int MaxSourceLength = 500;

    /// <summary>Finds the first fault of the grammar of JSON; null if there is none, or only text after the value.</summary>
    public static JsonFault? Find(string text) => new JsonFaultFinder(text).Find();

    /// <summary>Why <see cref="JsonData.Parse(string)"/> refuses a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="malformed">The exception that it threw.</param>
    public static string Describe(string text, FormatException malformed) => Find(text)?.Message ?? malformed.Message;

    /// <summary>A text and a place in it, as messages of Jackson name it.</summary>
    /// <param name="text">The text, of which a message has the beginning.</param>
    /// <param name="offset">The place in characters; null for none.</param>
    public static string Location(string text, int? offset)
    {
        var source = text.Length <= MaxSourceLength
            ? $"\"{text}\""
            : $"\"{text[..MaxSourceLength]}\"[truncated {text.Length - MaxSourceLength} chars]";
        if (offset is not { } place) return $"[Source: (String){source}]";
        var before = text.AsSpan(0, place);
        return $"[Source: (String){source}; line: {before.Count('\n') + 1}, column: {place - before.LastIndexOf('\n')}]";
    }
}
