using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>A serializer for the types of a source-generated context, without reflection.</summary>
/// <typeparam name="TSGContext">The context. The default options override those of its attribute.</typeparam>
public class SourceGeneratorLambdaJsonSerializer<TSGContext> : AbstractLambdaJsonSerializer, ILambdaSerializer
    where TSGContext : JsonSerializerContext
{
    private readonly TSGContext _context;

    /// <summary>Creates a serializer with the default options.</summary>
    public SourceGeneratorLambdaJsonSerializer() =>
        _context = (TSGContext)Activator.CreateInstance(typeof(TSGContext), CreateDefaultJsonSerializationOptions());

    /// <inheritdoc/>
    protected override void InternalSerialize<T>(Utf8JsonWriter writer, T response) =>
        JsonSerializer.Serialize(writer, response, TypeInfo<T>());

    /// <inheritdoc/>
    protected override T InternalDeserialize<T>(byte[] utf8Json) => JsonSerializer.Deserialize(utf8Json, TypeInfo<T>());

    private JsonTypeInfo<T> TypeInfo<T>() =>
        _context.GetTypeInfo(typeof(T)) as JsonTypeInfo<T> ?? throw new JsonSerializerException(
            $"{typeof(TSGContext).FullName} does not contain {typeof(T).FullName}. "
            + $"Add [JsonSerializable(typeof({typeof(T).Name}))] to it.");
}
