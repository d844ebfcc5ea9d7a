using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.Local.Serving.StepFunctions;

/// <summary>The members of a request.</summary>
internal sealed class ApiRequest(JObject json)
{
    /// <summary>Reads a request's body.</summary>
    /// <exception cref="ApiException">SerializationException: it is no JSON object.</exception>
    public static ApiRequest Parse(string body)
    {
        try
        {
            return new ApiRequest((JObject)StatesJson.Parse(body));
        }
        catch (Exception problem) when (problem is JsonException or InvalidCastException)
        {
            throw new ApiException("SerializationException", $"The request is no JSON object: {problem.Message}");
        }
    }

    /// <summary>A text; null where it was not sent.</summary>
    public string? Text(string member) => Of<string>(member, JTokenType.String);

    /// <summary>A whole number; null where it was not sent.</summary>
    public int? Number(string member) => Of<int?>(member, JTokenType.Integer);

    /// <summary>True or false; null where it was not sent.</summary>
    public bool? Flag(string member) => Of<bool?>(member, JTokenType.Boolean);

    /// <summary>A text that must be there.</summary>
    public string Required(string member) => Text(member)
        ?? throw ApiException.Validation($"1 validation error detected: Value null at '{member}' failed to satisfy constraint: Member must not be null");

    private T? Of<T>(string member, JTokenType type)
    {
        if (json[member] is not { Type: not JTokenType.Null } value) return default;
        if (value.Type == type) return value.ToObject<T>();
        throw new ApiException("SerializationException", $"{member} is a value of type {value.Type}, not {type}.");
    }
}
