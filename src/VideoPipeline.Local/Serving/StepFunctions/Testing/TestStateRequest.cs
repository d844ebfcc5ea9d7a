namespace VideoPipeline.Local.Serving.StepFunctions.Testing;

/// <summary>A request of TestState.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html</remarks>
internal sealed record TestStateRequest
{
    private const int MaxDefinitionBytes = 1024 * 1024, MaxDataBytes = 256 * 1024;
    private const int MaxArnLength = 256, MaxNameLength = 80, MaxErrorLength = 256, MaxCauseLength = 32_768;

    public required string Definition { get; init; }

    public string? StateName { get; init; }

    public string? RoleArn { get; init; }

    /// <summary>The JSON text of the input.</summary>
    public required string Input { get; init; }

    /// <summary>Whether the intermediate values are wanted (DEBUG, TRACE).</summary>
    public bool Inspects { get; init; }

    public bool RevealsSecrets { get; init; }

    /// <summary>The JSON text of the variables.</summary>
    public string? Variables { get; init; }

    /// <summary>The JSON text of the context object.</summary>
    public string? Context { get; init; }

    public MockInput? Mock { get; init; }

    public int? RetrierRetryCount { get; init; }

    public string? ErrorCausedByState { get; init; }

    public int? MapIterationFailureCount { get; init; }

    public string? MapItemReaderData { get; init; }

    /// <exception cref="ApiException">ValidationException: a member violates its constraints.</exception>
    public static TestStateRequest Read(ApiRequest request)
    {
        _ = request.Required("definition");
        var configuration = request.Nested("stateConfiguration");
        return new TestStateRequest
        {
            Definition = request.Text("definition", MaxDefinitionBytes, minimum: 1)!,
            StateName = request.Text("stateName", MaxNameLength, minimum: 1),
            RoleArn = request.Text("roleArn", MaxArnLength, minimum: 1),
            Input = request.Text("input", MaxDataBytes) ?? "{}",
            Inspects = request.OneOf("inspectionLevel", "INFO", "DEBUG", "TRACE") is "DEBUG" or "TRACE",
            RevealsSecrets = request.Flag("revealSecrets") ?? false,
            Variables = request.Text("variables", MaxDataBytes),
            Context = request.Text("context", MaxDataBytes),
            Mock = request.Nested("mock") is { } mock ? ReadMock(mock) : null,
            RetrierRetryCount = Count(configuration, "retrierRetryCount"),
            ErrorCausedByState = configuration?.Text("errorCausedByState", MaxNameLength, minimum: 1),
            MapIterationFailureCount = Count(configuration, "mapIterationFailureCount"),
            MapItemReaderData = configuration?.Text("mapItemReaderData", MaxDataBytes),
        };
    }

    private static MockInput ReadMock(ApiRequest mock)
    {
        var error = mock.Nested("errorOutput");
        return new MockInput(
            mock.Text("result", MaxDataBytes),
            error is not null,
            error?.Text("error", MaxErrorLength),
            error?.Text("cause", MaxCauseLength),
            mock.OneOf("fieldValidationMode", "STRICT", "PRESENT", "NONE") ?? "STRICT");
    }

    private static int? Count(ApiRequest? configuration, string member) =>
        configuration?.Number(member) is not { } count ? null
        : count >= 0 ? count
        : throw ApiException.Validation(
            $"1 validation error detected: Value '{count}' at '{configuration.PathOf(member)}' failed to satisfy constraint: "
            + "Member must have value greater than or equal to 0");
}

/// <summary>The mock of a request.</summary>
/// <param name="Result">The JSON text of the result.</param>
/// <param name="HasError">Whether there is an errorOutput.</param>
internal sealed record MockInput(string? Result, bool HasError, string? Error, string? Cause, string ValidationMode);
