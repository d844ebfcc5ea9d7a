using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace VideoPipeline.StatesLanguage.Json;

/// <summary>Parses and serializes JSON as Step Functions does: strings that look like dates remain strings.</summary>
public static class StatesJson
{
    private static readonly JsonLoadSettings s_rejectDuplicateNames = new()
    {
        DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error,
        LineInfoHandling = LineInfoHandling.Ignore,
    };

    /// <summary>Parses one JSON value.</summary>
    /// <exception cref="JsonException">The text is not exactly one JSON value, or an object has a duplicate
    /// name.</exception>
    public static JToken Parse(string json) => Parse(new StringReader(json));

    /// <inheritdoc cref="Parse(string)"/>
    public static JToken Parse(TextReader json)
    {
        using var reader = Reader(json);
        var value = JToken.ReadFrom(reader, s_rejectDuplicateNames);
        while (reader.Read())
        {
            if (reader.TokenType != JsonToken.Comment) throw new JsonReaderException(
                "There is additional text after the JSON value.");
        }
        return value;
    }

    /// <summary>Serializes a value as compact JSON, as used in histories and payloads.</summary>
    public static string Text(JToken value) => value.ToString(Formatting.None);

    /// <summary><see cref="Text"/> in UTF-8.</summary>
    public static byte[] Bytes(JToken value) => Encoding.UTF8.GetBytes(Text(value));

    /// <summary>The length of <see cref="Text"/> in UTF-8 bytes, to which payload limits apply.</summary>
    public static long Utf8Length(JToken value)
    {
        using var counter = new Utf8Counter();
        using var writer = new JsonTextWriter(counter) { Formatting = Formatting.None };
        value.WriteTo(writer);
        writer.Flush();
        return counter.Bytes;
    }

    private static JsonTextReader Reader(TextReader json) => new(json)
    {
        DateParseHandling = DateParseHandling.None,
        FloatParseHandling = FloatParseHandling.Double,
        CloseInput = true,
    };

    private sealed class Utf8Counter : TextWriter
    {
        public long Bytes { get; private set; }

        public override Encoding Encoding => Encoding.UTF8;

        // A surrogate pair is four bytes. Counting two for each surrogate also works if a pair is split between calls.
        public override void Write(char value) =>
            Bytes += value < 0x80 ? 1 : value < 0x800 || char.IsSurrogate(value) ? 2 : 3;

        public override void Write(char[] buffer, int index, int count)
        {
            foreach (var character in buffer.AsSpan(index, count)) Write(character);
        }

        public override void Write(string? value)
        {
            foreach (var character in value.AsSpan()) Write(character);
        }
    }
}
