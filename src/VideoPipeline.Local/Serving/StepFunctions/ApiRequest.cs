using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.Local.Serving.StepFunctions;

/// <summary>Reads the members of a request.</summary>
internal sealed class ApiRequest(JObject json)
{
    /// <summary>Parses the body of a request.</summary>
    /// <exception cref="ApiException">SerializationException: it is not a JSON object.</exception>
    public static ApiRequest Parse(string body)
    {
        try
        {
            return new ApiRequest((JObject)StatesJson.Parse(body));
        }
        catch (Exception exception) when (exception is JsonException or InvalidCastException)
        {
            throw new ApiException("SerializationException", $"The request is not a JSON object: {exception.Message}");
        }
    }

    /// <summary>A string; null if it is missing.</summary>
    public string? Text(string member) => Value<string>(member, JTokenType.String);

    /// <summary>An integer; null if it is missing.</summary>
    public int? Number(string member) => Value<int?>(member, JTokenType.Integer);

    /// <summary>A Boolean; null if it is missing.</summary>
    public bool? Flag(string member) => Value<bool?>(member, JTokenType.Boolean);

    /// <summary>A required string.</summary>
    /// <exception cref="ApiException">ValidationException: it is missing.</exception>
    public string Required(string member) => Text(member)
        ?? throw ApiException.Validation(
            $"1 validation error detected: Value null at '{member}' failed to satisfy constraint: Member must not be null");

    private T? Value<T>(string member, JTokenType type)
    {
        if (json[member] is not { Type: not JTokenType.Null } value) return default;
        if (value.Type == type) return value.ToObject<T>();
        throw new ApiException("SerializationException", $"{member} must be of type {type} (got {value.Type}).");
    }
}
