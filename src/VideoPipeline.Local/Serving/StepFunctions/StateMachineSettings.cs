using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.Local.Serving.StepFunctions;

/// <summary>The configurations of a state machine. They are described as on AWS, but nothing is logged to CloudWatch, traced or
/// encrypted.</summary>
/// <param name="Logging">The <c>loggingConfiguration</c>, with its defaults.</param>
/// <param name="Tracing">The <c>tracingConfiguration</c>.</param>
/// <param name="Encryption">The <c>encryptionConfiguration</c>.</param>
internal sealed record StateMachineSettings(JsonData Logging, JsonData Tracing, JsonData Encryption)
{
    private const string Off = "OFF";

    /// <summary>The configurations of a state machine that is created without any.</summary>
    public static StateMachineSettings Default { get; } = new(
        ReadLogging(ObjectData.Empty),
        ObjectData.Of(("enabled", false)),
        EncryptionConfiguration.Default);

    /// <summary>The configurations with those that a request has.</summary>
    /// <exception cref="ApiException">InvalidLoggingConfiguration, InvalidTracingConfiguration,
    /// InvalidEncryptionConfiguration.</exception>
    public StateMachineSettings With(ApiRequest request) => new(
        request.Object("loggingConfiguration") is { } logging ? ReadLogging(logging) : Logging,
        request.Object("tracingConfiguration") is { } tracing ? ReadTracing(tracing) : Tracing,
        EncryptionConfiguration.Read(request) ?? Encryption);

    private static ObjectData ReadLogging(ObjectData logging)
    {
        var level = logging["level"] ?? Off;
        var destinations = logging["destinations"] as ArrayData;
        if (destinations is { Count: > 1 } || (level.Text != Off && destinations is not { Count: 1 }))
        {
            throw new ApiException(
                "InvalidLoggingConfiguration", "Invalid Logging Configuration: Must specify exactly one Log Destination.");
        }
        var json = new ObjectBuilder
        {
            ["level"] = level,
            ["includeExecutionData"] = logging["includeExecutionData"] ?? false,
        };
        if (destinations is not null) json["destinations"] = destinations;
        return json.Build();
    }

    private static ObjectData ReadTracing(ObjectData tracing) => tracing["enabled"] is BooleanData enabled
        ? ObjectData.Of(("enabled", enabled))
        : throw new ApiException(
            "InvalidTracingConfiguration", "Invalid Tracing Configuration: 'enabled' must be set to true or false.");
}
