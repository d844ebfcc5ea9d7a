using VideoPipeline.Local.Serving.StepFunctions.Shapes;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.Local.Serving.StepFunctions;

/// <summary>A request of an operation, or a structure in it. Its members have the types and satisfy the constraints of
/// <see cref="InputShapes"/>.</summary>
internal sealed class ApiRequest
{
    private readonly ObjectData _json;

    private ApiRequest(ObjectData json, CancellationToken aborted) => (_json, Aborted) = (json, aborted);

    /// <summary>Cancelled when the client does not wait for the response any more.</summary>
    public CancellationToken Aborted { get; }

    /// <summary>Parses the body of a request.</summary>
    /// <exception cref="ApiException">SerializationException: it is not a JSON object, or a member is of another type;
    /// ValidationException: members violate constraints.</exception>
    public static ApiRequest Parse(string operation, string body, CancellationToken aborted)
    {
        try
        {
            return Of(operation, JsonData.Parse(body).Fields, aborted);
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException)
        {
            throw new ApiException("SerializationException", $"The request is not a JSON object: {exception.Message}");
        }
    }

    /// <summary>Creates a request.</summary>
    /// <inheritdoc cref="Parse"/>
    public static ApiRequest Of(string operation, ObjectData json, CancellationToken aborted = default)
    {
        InputShapes.All[operation].Check(json);
        return new ApiRequest(json, aborted);
    }

    /// <summary>Whether it has a member.</summary>
    public bool Has(string member) => _json[member] is not (null or NullData);

    /// <summary>A string; null if it is missing.</summary>
    public string? Text(string member) => (_json[member] as StringData)?.Value;

    /// <summary>An integer; null if it is missing.</summary>
    public long? Integer(string member) => (_json[member] as NumberData)?.Integer;

    /// <summary>A number; null if it is missing.</summary>
    public double? Number(string member) => (_json[member] as NumberData)?.Value;

    /// <summary>A Boolean; null if it is missing.</summary>
    public bool? Flag(string member) => (_json[member] as BooleanData)?.Value;

    /// <summary>An object; null if it is missing.</summary>
    public ObjectData? Object(string member) => _json[member] as ObjectData;

    /// <summary>The members of a structure; null if it is missing.</summary>
    public ApiRequest? Nested(string member) => Object(member) is { } structure ? new ApiRequest(structure, Aborted) : null;

    /// <summary>The objects of a list; null if it is missing.</summary>
    public IEnumerable<ObjectData>? Objects(string member) => (_json[member] as ArrayData)?.Select(item => item.Fields);

    /// <summary>The strings of a required list.</summary>
    public IEnumerable<string> Texts(string member) => _json[member]!.Items.Select(item => item.Text);

    /// <summary>A required string.</summary>
    public string Required(string member) => _json[member]!.Text;
}
