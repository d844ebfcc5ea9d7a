using VideoPipeline.Local.Serving.StepFunctions;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.Local.Serving.Stepping;

/// <summary>Reads the members of a request.</summary>
internal sealed class SteppingRequest(ObjectData json)
{
    /// <summary>Parses the body of a request.</summary>
    /// <exception cref="ApiException">ValidationException: it is not a JSON object.</exception>
    public static SteppingRequest Parse(string body) => new(
        ParseJson("The request", body) as ObjectData ?? throw ApiException.Validation("The request is not a JSON object."));

    /// <summary>A string; null if it is missing.</summary>
    public string? Text(string member) => Value<StringData>(member, "a string")?.Value;

    /// <summary>A string of JSON, as the Step Functions API has it; null if it is missing.</summary>
    public JsonData? Json(string member) => Text(member) is { } text ? ParseJson($"The value of '{member}'", text) : null;

    /// <summary>A whole number; null if it is missing.</summary>
    public int? Number(string member) => Value<NumberData>(member, "a number") is not { } number ? null
        : number.TryGetInteger(out var value) && value is >= 0 and <= int.MaxValue ? (int)value
        : throw ApiException.Validation($"'{member}' must be a whole number of at least 0 (got {number}).");

    /// <summary>An object; null if it is missing.</summary>
    public SteppingRequest? Object(string member) =>
        Value<ObjectData>(member, "an object") is { } value ? new SteppingRequest(value) : null;

    /// <summary>The value of a required member.</summary>
    /// <exception cref="ApiException">ValidationException: it is missing.</exception>
    public static T Required<T>(string member, T? value)
        where T : class => value ?? throw ApiException.Validation($"'{member}' is missing.");

    private T? Value<T>(string member, string type)
        where T : JsonData => json[member] switch
        {
            null or NullData => null,
            T value => value,
            _ => throw ApiException.Validation($"'{member}' must be {type}."),
        };

    private static JsonData ParseJson(string what, string text)
    {
        try
        {
            return JsonData.Parse(text);
        }
        catch (FormatException malformed)
        {
            throw ApiException.Validation($"{what} is not JSON: {malformed.Message}");
        }
    }
}
