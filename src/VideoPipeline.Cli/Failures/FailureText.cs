using VideoPipeline.Errors;
using VideoPipeline.Video;

namespace VideoPipeline.Cli.Failures;

/// <summary>Formats an error for standard error: its type, the message and, on request, the stack trace.</summary>
internal static class FailureText
{
    /// <summary>Formats an exception.</summary>
    public static string Of(Exception failure, bool showsStack)
    {
        // A full disk or a folder without write permission is not a bug.
        var expected = failure is VideoPipelineException or IOException or UnauthorizedAccessException;
        var text = Of(failure.GetType().Name, failure.Message, expected);
        return showsStack ? $"{text}\n{AddressText.WithoutSecretsWithin(failure.ToString())}" : text;
    }

    /// <summary>Formats the error of a failed execution.</summary>
    /// <param name="error">The error name.</param>
    /// <param name="cause">The cause.</param>
    public static string Of(string error, string cause)
    {
        var known = typeof(VideoPipelineException);
        var expected = known.Assembly.GetType($"{known.Namespace}.{error}") is not null || error.Contains('.');
        return Of(error, cause, expected);
    }

    /// <summary>Returns a text that quotes arguments of the command line, without the credentials in them.</summary>
    public static string WithoutSecrets(string text, IEnumerable<string> arguments) => AddressText.WithoutSecretsWithin(
        arguments.Where(argument => argument.Length > 0).Aggregate(text, static (all, argument) =>
            all.Replace(argument, ((SourceAddress)argument).ToString(), StringComparison.Ordinal)));

    /// <summary>Returns the exit code for an error name.</summary>
    public static int ExitCodeOf(string error) => error == nameof(InvalidInputException) ? ExitCode.BadUsage : ExitCode.Failed;

    private static string Of(string error, string message, bool expected)
    {
        // Further lines are indented: a message quotes names and texts of others, which could look like lines of this command.
        var block = $"error: {error}: {AddressText.WithoutSecretsWithin(message).ReplaceLineEndings("\n  ")}";
        return expected
            ? block
            : block + "\nThis is a bug in videopipeline. Report it with the stack trace that VIDEOPIPELINE_DEBUG=1 prints.";
    }
}
