using VideoPipeline.Errors;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.Local.Serving.StepFunctions.Mocking;

/// <summary>A mock configuration file of Step Functions Local: test cases of state machines, by name.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/sfn-local-test-sm-exec.html</remarks>
internal sealed class MockConfiguration
{
    /// <summary>Separates the ARN of a state machine from the name of a test case in a request of StartExecution.</summary>
    public const char Separator = '#';

    private readonly string? _path;
    private readonly IReadOnlyDictionary<string, IReadOnlyDictionary<string, TestCase>> _machines;

    internal MockConfiguration(string? path, IReadOnlyDictionary<string, IReadOnlyDictionary<string, TestCase>> machines) =>
        (_path, _machines) = (path, machines);

    /// <summary>No test cases, because there is no file.</summary>
    public static MockConfiguration None { get; } =
        new(null, new Dictionary<string, IReadOnlyDictionary<string, TestCase>>());

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidInputException">It cannot be read, or is not a mock configuration.</exception>
    public static MockConfiguration Load(string path)
    {
        try
        {
            return new MockConfigurationReader(path).Read(JsonData.Parse(File.ReadAllText(path)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new InvalidInputException($"The mock configuration {path} cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Begins an execution of a test case of a state machine.</summary>
    /// <exception cref="ApiException">StateMachineDoesNotExist: there is no such test case. On AWS, the separator is part of the
    /// name of the state machine.</exception>
    public MockedExecution Begin(LocalStateMachine machine, string testCase)
    {
        var cases = _machines.GetValueOrDefault(machine.Name);
        if (cases?.GetValueOrDefault(testCase) is { } found) return new MockedExecution(testCase, found.Responses);
        var remedy = _path is null ? "Start serve with --mock-config FILE to run test cases."
            : cases is null ? $"{_path} has test cases of {Names(_machines.Keys)}."
            : $"{_path} has the test cases {Names(cases.Keys)} of {machine.Name}.";
        throw new ApiException(
            "StateMachineDoesNotExist", $"State Machine Does Not Exist: '{machine.Arn}{Separator}{testCase}'. {remedy}");
    }

    private static string Names(IEnumerable<string> names) =>
        names.Order(StringComparer.Ordinal).ToArray() is { Length: > 0 } all ? string.Join(", ", all) : "no state machine";
}

/// <summary>A test case: the mocked responses of Task states, by name.</summary>
internal sealed record TestCase(IReadOnlyDictionary<string, MockedResponse> Responses);
