using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.Local.Serving.StepFunctions;

/// <summary>Reads the members of a request.</summary>
internal sealed class ApiRequest(ObjectData json)
{
    /// <summary>Parses the body of a request.</summary>
    /// <exception cref="ApiException">SerializationException: it is not a JSON object.</exception>
    public static ApiRequest Parse(string body)
    {
        try
        {
            return new ApiRequest(JsonData.Parse(body).Fields);
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException)
        {
            throw new ApiException("SerializationException", $"The request is not a JSON object: {exception.Message}");
        }
    }

    /// <summary>A string; null if it is missing.</summary>
    public string? Text(string member) => Value<StringData>(member, "String")?.Value;

    /// <summary>An integer; null if it is missing.</summary>
    public int? Number(string member) => Value<NumberData>(member, "Integer") is not { } number ? null
        : number.TryGetInteger(out var value) && value is >= int.MinValue and <= int.MaxValue ? (int)value
        : throw OfType(member, "Integer");

    /// <summary>A Boolean; null if it is missing.</summary>
    public bool? Flag(string member) => Value<BooleanData>(member, "Boolean")?.Value;

    /// <summary>A string that is one of some; null if it is missing.</summary>
    /// <exception cref="ApiException">ValidationException: it is another one.</exception>
    public string? OneOf(string member, params string[] values) => Text(member) is not { } value || values.Contains(value)
        ? Text(member)
        : throw ApiException.Validation(
            $"1 validation error detected: Value '{value}' at '{member}' failed to satisfy constraint: "
            + $"Member must satisfy enum value set: [{string.Join(", ", values)}]");

    /// <summary>An object; null if it is missing.</summary>
    public ObjectData? Object(string member) => Value<ObjectData>(member, "Structure");

    /// <summary>The objects of a list; empty if it is missing.</summary>
    public IEnumerable<ObjectData> Objects(string member) =>
        Value<ArrayData>(member, "List")?.Select(item => item as ObjectData ?? throw OfType(member, "List of Structure")) ?? [];

    /// <summary>The strings of a list; empty if it is missing.</summary>
    public IEnumerable<string> Texts(string member) =>
        Value<ArrayData>(member, "List")?
            .Select(item => (item as StringData ?? throw OfType(member, "List of String")).Value) ?? [];

    /// <summary>A required string.</summary>
    /// <exception cref="ApiException">ValidationException: it is missing.</exception>
    public string Required(string member) => Text(member)
        ?? throw ApiException.Validation(
            $"1 validation error detected: Value null at '{member}' failed to satisfy constraint: Member must not be null");

    private T? Value<T>(string member, string type)
        where T : JsonData => json[member] switch
        {
            null or NullData => null,
            T value => value,
            _ => throw OfType(member, type),
        };

    private static ApiException OfType(string member, string type) =>
        new("SerializationException", $"{member} must be of type {type}.");
}
