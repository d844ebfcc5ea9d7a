namespace VideoPipeline.Local.Serving.StepFunctions.Testing;

/// <summary>A request of TestState.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html</remarks>
internal sealed record TestStateRequest
{
    public required string Definition { get; init; }

    public string? StateName { get; init; }

    public string? RoleArn { get; init; }

    /// <summary>The JSON text of the input.</summary>
    public required string Input { get; init; }

    /// <summary>Whether the intermediate values are wanted (DEBUG, TRACE).</summary>
    public bool Inspects { get; init; }

    public bool ShowsSecrets { get; init; }

    /// <summary>The JSON text of the variables.</summary>
    public string? Variables { get; init; }

    /// <summary>The JSON text of the context object.</summary>
    public string? Context { get; init; }

    public MockInput? Mock { get; init; }

    public int? RetrierRetryCount { get; init; }

    public string? ErrorCausedByState { get; init; }

    public int? MapIterationFailureCount { get; init; }

    public string? MapItemReaderData { get; init; }

    /// <summary>Reads the members of a request, whose constraints have been checked.</summary>
    public static TestStateRequest Read(ApiRequest request)
    {
        var configuration = request.Nested("stateConfiguration");
        return new TestStateRequest
        {
            Definition = request.Required("definition"),
            StateName = request.Text("stateName"),
            RoleArn = request.Text("roleArn"),
            Input = request.Text("input") ?? "{}",
            Inspects = request.Text("inspectionLevel") is "DEBUG" or "TRACE",
            ShowsSecrets = request.Flag("revealSecrets") ?? false,
            Variables = request.Text("variables"),
            Context = request.Text("context"),
            Mock = request.Nested("mock") is { } mock ? ReadMock(mock) : null,
            RetrierRetryCount = (int?)configuration?.Integer("retrierRetryCount"),
            ErrorCausedByState = configuration?.Text("errorCausedByState"),
            MapIterationFailureCount = (int?)configuration?.Integer("mapIterationFailureCount"),
            MapItemReaderData = configuration?.Text("mapItemReaderData"),
        };
    }

    private static MockInput ReadMock(ApiRequest mock)
    {
        var error = mock.Nested("errorOutput");
        return new MockInput(
            mock.Text("result"), error is not null, error?.Text("error"), error?.Text("cause"),
            mock.Text("fieldValidationMode") ?? "STRICT");
    }
}

/// <summary>The mock of a request.</summary>
/// <param name="Result">The JSON text of the result.</param>
/// <param name="HasError">Whether there is an errorOutput.</param>
internal sealed record MockInput(string? Result, bool HasError, string? Error, string? Cause, string ValidationMode);
