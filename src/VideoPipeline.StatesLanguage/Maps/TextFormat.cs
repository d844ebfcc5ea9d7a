using System.Runtime.CompilerServices;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.Maps;

/// <summary>A format that is text in UTF-8, plain or compressed with gzip.</summary>
internal abstract class TextFormat : ItemFormat
{
    /// <summary>Reads the items in order.</summary>
    /// <exception cref="FormatException">The text is not in this format.</exception>
    public abstract IEnumerable<JsonData> Read(TextReader text);

    public sealed override async IAsyncEnumerable<JsonData> ReadAsync(
        Stream content, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var plain = await Decompression.OpenAsync(content, cancellation).ConfigureAwait(false);
        await using (plain.ConfigureAwait(false))
        {
            using var text = new StreamReader(plain);
            foreach (var item in Read(text))
            {
                cancellation.ThrowIfCancellationRequested();
                yield return item;
            }
        }
    }
}

/// <summary>A JSON file with an array of items, or with one at an ItemsPointer.</summary>
internal sealed class JsonFormat(ItemsPointer pointer) : TextFormat
{
    public override bool HasPointer => pointer != ItemsPointer.Root;

    public override IEnumerable<JsonData> Read(TextReader text) => pointer.Find(JsonData.Parse(text.ReadToEnd())) as ArrayData
        ?? throw new FormatException("Attempting to map over non-iterable node.");
}

/// <summary>JSON Lines: an item a line.</summary>
internal sealed class JsonLinesFormat : TextFormat
{
    public override IEnumerable<JsonData> Read(TextReader text)
    {
        while (text.ReadLine() is { } line)
        {
            if (!string.IsNullOrWhiteSpace(line)) yield return JsonData.Parse(line);
        }
    }
}
