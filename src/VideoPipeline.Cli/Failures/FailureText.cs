using VideoPipeline.Errors;

namespace VideoPipeline.Cli.Failures;

/// <summary>A failure as a person reads it: its type, what was wrong and what to do; where in the code only on request.</summary>
internal static class FailureText
{
    /// <summary>The block for standard error.</summary>
    public static string Of(Exception failure, bool showsStack)
    {
        // A full disk or a folder without write permission is nobody's defect.
        var expected = failure is VideoPipelineException or IOException or UnauthorizedAccessException;
        var text = Of(failure.GetType().Name, failure.Message, expected);
        return showsStack ? $"{text}\n{failure}" : text;
    }

    /// <summary>The block for an execution that failed.</summary>
    /// <param name="error">The error's name.</param>
    /// <param name="cause">Why.</param>
    public static string Of(string error, string cause) =>
        Of(error, cause, expected: typeof(VideoPipelineException).Assembly.GetType($"{typeof(VideoPipelineException).Namespace}.{error}") is not null || error.Contains('.'));

    /// <summary>The exit code for an error of this name.</summary>
    public static int ExitCodeOf(string error) => error == nameof(InvalidInputException) ? ExitCode.BadUsage : ExitCode.Failed;

    private static string Of(string error, string message, bool expected)
    {
        var block = $"error: {error}: {message}";
        return expected
            ? block
            : block + "\nThis is a defect of videopipeline. Please report it with what VIDEOPIPELINE_DEBUG=1 shows in addition.";
    }
}
