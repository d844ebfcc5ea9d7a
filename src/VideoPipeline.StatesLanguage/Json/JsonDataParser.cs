using System.Buffers;
using System.Text;
using System.Text.Json;

namespace VideoPipeline.StatesLanguage.Json;

/// <summary>Parses JSON strictly (RFC 8259) into <see cref="JsonData"/>.</summary>
internal static class JsonDataParser
{
    /// <summary>The maximum depth of nesting, that of AWS's own parser (Jackson 2.15).</summary>
    public const int MaxDepth = 1000;

    public static JsonData Parse(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            reader.Read();
            var value = ReadValue(ref reader);
            reader.Read();
            return value;
        }
        catch (JsonException malformed)
        {
            throw new FormatException(Describe(malformed), malformed);
        }
        catch (InvalidOperationException surrogate)
        {
            throw new FormatException(
                "A string contains an unpaired surrogate. Remove or replace it.", surrogate);
        }
    }

    private static JsonData ReadValue(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => ReadObject(ref reader),
        JsonTokenType.StartArray => ReadArray(ref reader),
        JsonTokenType.String => new StringData(reader.GetString()!),
        JsonTokenType.Number => new NumberData(ReadDigits(ref reader)),
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => JsonData.Null,
    };

    private static ArrayData ReadArray(ref Utf8JsonReader reader)
    {
        var items = new List<JsonData>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) items.Add(ReadValue(ref reader));
        return ArrayData.Own([.. items]);
    }

    private static ObjectData ReadObject(ref Utf8JsonReader reader)
    {
        var fields = new OrderedDictionary<string, JsonData>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (!fields.TryAdd(name, ReadValue(ref reader))) throw new JsonException($"An object has the field '{name}' twice.");
        }
        return ObjectData.Own([.. fields]);
    }

    private static string ReadDigits(ref Utf8JsonReader reader) =>
        Encoding.ASCII.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan);

    // The parser's advice about its own options is of no use to the author of the JSON.
    private static string Describe(JsonException malformed)
    {
        var advice = malformed.Message.IndexOf(" Change the reader options", StringComparison.Ordinal);
        return advice < 0 ? malformed.Message : malformed.Message[..advice];
    }
}
