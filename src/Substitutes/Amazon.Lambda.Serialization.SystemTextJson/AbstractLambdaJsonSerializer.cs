using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Lambda.Serialization.SystemTextJson.Converters;

namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>What the serializers on System.Text.Json share: the defaults, and errors that name the type concerned.</summary>
public abstract class AbstractLambdaJsonSerializer
{
    /// <summary>How JSON is written: compact, and escaped no more than JSON itself asks for.</summary>
    protected JsonWriterOptions WriterOptions { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes <paramref name="response"/> as JSON.</summary>
    /// <exception cref="JsonSerializerException">It cannot be written.</exception>
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
                $"The function's result of type {typeof(T).FullName} could not be written as JSON: {exception.Message}", exception);
        }
    }

    /// <summary>Reads JSON as a <typeparamref name="T"/>.</summary>
    /// <exception cref="JsonSerializerException">It is not JSON, or not of that shape.</exception>
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
                $"The function's input could not be read as {typeof(T).FullName}: {exception.Message}", exception);
        }
    }

    /// <summary>Writes <paramref name="response"/>.</summary>
    protected abstract void InternalSerialize<T>(Utf8JsonWriter writer, T response);

    /// <summary>Reads UTF-8 JSON.</summary>
    protected abstract T InternalDeserialize<T>(byte[] utf8Json);

    /// <summary>Names unchanged when written and of any case when read, nulls left out, dates and bytes as Lambda's events have them.</summary>
    protected static JsonSerializerOptions CreateDefaultJsonSerializationOptions() => new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        PropertyNameCaseInsensitive = true,
        Converters = { new DateTimeConverter(), new ByteArrayConverter() },
    };
}
