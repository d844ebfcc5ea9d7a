using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Lambda.Serialization.SystemTextJson.Converters;

namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>The base class of the serializers that use System.Text.Json: default options, and errors that name the
/// type.</summary>
public abstract class AbstractLambdaJsonSerializer
{
    /// <summary>The options of the JSON writer: compact, with minimal escaping.</summary>
    protected JsonWriterOptions WriterOptions { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Serializes <paramref name="response"/> as JSON.</summary>
    /// <exception cref="JsonSerializerException">The value cannot be serialized.</exception>
    public void Serialize<T>(T response, Stream responseStream)
    {
        try
        {
            using var writer = new Utf8JsonWriter(responseStream, WriterOptions);
            InternalSerialize(writer, response);
        }
        catch (Exception exception)
        {
            throw new JsonSerializerException(
                $"The function's result of type {typeof(T).FullName} cannot be serialized: {exception.Message}", exception);
        }
    }

    /// <summary>Deserializes JSON as a <typeparamref name="T"/>.</summary>
    /// <exception cref="JsonSerializerException">The JSON is malformed, or does not match the type.</exception>
    public T Deserialize<T>(Stream requestStream)
    {
        try
        {
            using var copy = new MemoryStream();
            requestStream.CopyTo(copy);
            return InternalDeserialize<T>(copy.ToArray());
        }
        catch (Exception exception)
        {
            throw new JsonSerializerException(
                $"The function's input cannot be deserialized as {typeof(T).FullName}: {exception.Message}", exception);
        }
    }

    /// <summary>Serializes <paramref name="response"/>.</summary>
    protected abstract void InternalSerialize<T>(Utf8JsonWriter writer, T response);

    /// <summary>Deserializes UTF-8 JSON.</summary>
    protected abstract T InternalDeserialize<T>(byte[] utf8Json);

    /// <summary>Creates the default options: unchanged property names, matched case-insensitively; no nulls; dates and bytes as
    /// in Lambda's events.</summary>
    protected static JsonSerializerOptions CreateDefaultJsonSerializationOptions() => new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        PropertyNameCaseInsensitive = true,
        Converters = { new DateTimeConverter(), new ByteArrayConverter() },
    };
}
