using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.Local.Serving.StepFunctions.Testing;

/// <summary>The shape of a value in a response of an AWS API.</summary>
/// <param name="Type">structure, list, map, string, blob, timestamp, boolean, integer, long, float or double.</param>
internal sealed record ApiShape(string Type)
{
    /// <summary>The members of a structure by name.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    /// <summary>The names of the required members of a structure.</summary>
    public IReadOnlyList<string> Required { get; init; } = [];

    /// <summary>The shape of the items of a list, or of the values of a map.</summary>
    public string Item { get; init; } = "";

    /// <summary>The allowed values of a string; empty if all are.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>The minimum of a number, or of the length of a string or blob.</summary>
    public double? Minimum { get; init; }

    /// <summary>The maximum of a number, or of the length of a string or blob.</summary>
    public double? Maximum { get; init; }
}

/// <summary>The response of an operation: its shape, and the shapes it consists of.</summary>
internal sealed record ApiResponse(string Shape, IReadOnlyDictionary<string, ApiShape> Shapes)
{
    /// <summary>Finds a shape; a type in lower case is a shape without constraints.</summary>
    public ApiShape Find(string name) => Shapes.GetValueOrDefault(name) ?? new ApiShape(name);
}

/// <summary>The responses of AWS operations that tasks call, from api-models.json.</summary>
internal static class ApiModels
{
    private const string Prefix = "arn:aws:states:::", SdkPrefix = "aws-sdk:";

    private static readonly Lazy<ObjectData> s_services = new(Load);

    // The names of services in optimized integrations that differ from those of the SDK.
    private static readonly Dictionary<string, string> s_optimized = new() { ["states"] = "sfn", ["events"] = "eventbridge" };

    // The operations that Step Functions polls for the result of a job (.sync).
    private static readonly Dictionary<string, string> s_polled = new()
    {
        ["athena:startQueryExecution"] = "GetQueryExecution",
        ["batch:submitJob"] = "DescribeJobs",
        ["codebuild:startBuild"] = "BatchGetBuilds",
        ["ecs:runTask"] = "DescribeTasks",
        ["glue:startJobRun"] = "GetJobRun",
        ["sfn:startExecution"] = "DescribeExecution",
    };

    /// <summary>Whether the mocked results of a resource are validated on AWS.</summary>
    /// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/test-state-isolation.html#mock-validation-modes. The
    /// result of a task that waits for its token is whatever is sent with the token.</remarks>
    public static bool IsValidated(string resource) =>
        resource.StartsWith(Prefix, StringComparison.Ordinal)
        && !resource.EndsWith(".waitForTaskToken", StringComparison.Ordinal)
        && resource[Prefix.Length..] is var name && !name.StartsWith("http:", StringComparison.Ordinal)
        && !name.StartsWith("apigateway:", StringComparison.Ordinal)
        && name is not ("eks:call" or "eks:runJob" or "eks:runJob.sync");

    /// <summary>Finds the response of the operation that a resource calls.</summary>
    /// <returns>False if its model is not known here. The response is null if the operation has none.</returns>
    public static bool TryFind(string resource, out ApiResponse? response)
    {
        response = null;
        var (service, operation) = Operation(resource[Prefix.Length..]);
        if (s_services.Value[service] is not ObjectData model) return false;
        var found = model["operations"]![operation];
        if (found is StringData shape)
        {
            response = new ApiResponse(
                shape.Value, model["shapes"]!.Fields.ToDictionary(field => field.Key, field => Shape(field.Value)));
        }
        return found is not null;
    }

    private static (string Service, string Operation) Operation(string name)
    {
        var parts = (name.StartsWith(SdkPrefix, StringComparison.Ordinal) ? name[SdkPrefix.Length..] : name).Split(':', '.');
        var service = s_optimized.GetValueOrDefault(parts[0], parts[0]);
        var action = parts[1];
        var polled = parts.Contains("sync") ? s_polled.GetValueOrDefault($"{service}:{action}") : null;
        return (service, polled ?? char.ToUpperInvariant(action[0]) + action[1..]);
    }

    private static ApiShape Shape(JsonData json)
    {
        if (json["fields"] is ObjectData fields)
        {
            return new ApiShape("structure")
            {
                Fields = fields.ToDictionary(field => field.Key, field => field.Value.Text),
                Required = Texts(json["required"]),
            };
        }
        if (json["list"] is { } item) return new ApiShape("list") { Item = item.Text };
        if (json["map"] is { } value) return new ApiShape("map") { Item = value.Text };
        return new ApiShape(json["type"]!.Text)
        {
            Values = Texts(json["enum"]), Minimum = json["min"]?.Number, Maximum = json["max"]?.Number,
        };
    }

    private static string[] Texts(JsonData? array) => array is null ? [] : [.. array.Items.Select(item => item.Text)];

    private static ObjectData Load()
    {
        using var stream = typeof(ApiModels).Assembly.GetManifestResourceStream("api-models.json")!;
        using var reader = new StreamReader(stream);
        return JsonData.Parse(reader.ReadToEnd()).Fields;
    }
}
