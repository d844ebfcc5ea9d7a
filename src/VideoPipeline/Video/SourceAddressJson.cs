using System.Text.Json;
using System.Text.Json.Serialization;

namespace VideoPipeline.Video;

/// <summary>Reads an address from a JSON string, and writes its text, which has no credentials.</summary>
internal class SourceAddressJson : JsonConverter<SourceAddress>
{
    /// <inheritdoc/>
    public override SourceAddress? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, SourceAddress value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}

/// <summary>Writes addresses in full: for the input of an execution, whose workers open them.</summary>
internal sealed class RevealedAddressJson : SourceAddressJson
{
    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, SourceAddress value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Reveal());
}
