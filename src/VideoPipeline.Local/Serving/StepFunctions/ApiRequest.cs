using System.Text;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.Local.Serving.StepFunctions;

/// <summary>Reads the members of a request, or of a structure in it.</summary>
/// <param name="json">The structure.</param>
/// <param name="path">The path of the structure in the request, with a point at its end; empty for the request itself.</param>
internal sealed class ApiRequest(ObjectData json, string path = "")
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

    /// <summary>A string of limited length; null if it is missing.</summary>
    /// <param name="member">The member.</param>
    /// <param name="maximum">The maximum length in UTF-8 bytes.</param>
    /// <param name="minimum">The minimum length.</param>
    /// <exception cref="ApiException">ValidationException: it is shorter or longer.</exception>
    public string? Text(string member, int maximum, int minimum = 0)
    {
        var text = Text(member);
        if (text?.Length < minimum) throw ApiException.TooShort(PathOf(member));
        return text is null || Encoding.UTF8.GetByteCount(text) <= maximum
            ? text
            : throw ApiException.TooLong(PathOf(member), maximum);
    }

    /// <summary>An integer; null if it is missing.</summary>
    public int? Number(string member) => Value<NumberData>(member, "Integer") is not { } number ? null
        : number.TryGetInteger(out var value) && value is >= int.MinValue and <= int.MaxValue ? (int)value
        : throw OfType(PathOf(member), "Integer");

    /// <summary>A Boolean; null if it is missing.</summary>
    public bool? Flag(string member) => Value<BooleanData>(member, "Boolean")?.Value;

    /// <summary>A string that is one of some; null if it is missing.</summary>
    /// <exception cref="ApiException">ValidationException: it is another one.</exception>
    public string? OneOf(string member, params string[] values) => Text(member) is not { } value || values.Contains(value)
        ? Text(member)
        : throw ApiException.Validation(
            $"1 validation error detected: Value '{value}' at '{PathOf(member)}' failed to satisfy constraint: "
            + $"Member must satisfy enum value set: [{string.Join(", ", values)}]");

    /// <summary>A structure; null if it is missing.</summary>
    public ApiRequest? Nested(string member) =>
        Object(member) is { } structure ? new ApiRequest(structure, $"{PathOf(member)}.") : null;

    /// <summary>The path of a member in the request.</summary>
    public string PathOf(string member) => path + member;

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
            $"1 validation error detected: Value null at '{PathOf(member)}' failed to satisfy constraint: Member must not be null");

    private T? Value<T>(string member, string type)
        where T : JsonData => json[member] switch
        {
            null or NullData => null,
            T value => value,
            _ => throw OfType(PathOf(member), type),
        };

    private static ApiException OfType(string member, string type) =>
        new("SerializationException", $"{member} must be of type {type}.");
}
