using System.CommandLine;
using System.Text.RegularExpressions;
using VideoPipeline.Errors;
using VideoPipeline.Executions;

namespace VideoPipeline.Cli.Commands;

/// <summary>Words messages about the input of an execution for the command line, where options set its properties.</summary>
internal static class OptionWording
{
    /// <summary>Returns a valid input unchanged.</summary>
    /// <param name="input">The input.</param>
    /// <param name="options">The options that set its properties, each named like its property.</param>
    /// <exception cref="InvalidInputException">A value is invalid. The message names the option.</exception>
    public static ExecutionInput ValidatedFor(this ExecutionInput input, IEnumerable<Option> options)
    {
        try
        {
            return input.Validated();
        }
        catch (InvalidInputException e)
        {
            throw new InvalidInputException(Of(e.Message, options), e);
        }
    }

    /// <summary>
    /// Returns a message with options in place of properties: at its start (<c>framesPerRange must</c> becomes
    /// <c>--frames-per-range must</c>), and with values in its examples (<c>every=24</c> becomes <c>--every 24</c>).
    /// </summary>
    /// <param name="message">The message.</param>
    /// <param name="options">The options, each named like its property.</param>
    public static string Of(string message, IEnumerable<Option> options) => options.Aggregate(message, static (text, option) =>
    {
        var property = PropertyOf(option);
        return Regex.Replace(text, $@"^{property}(?= )|(?<=[.:] ){property}(?==\w)=", match =>
            match.Value.EndsWith('=') ? option.Name + " " : option.Name);
    });

    // --frames-per-range sets framesPerRange.
    private static string PropertyOf(Option option) =>
        Regex.Replace(option.Name[2..], "-(.)", static match => match.Groups[1].Value.ToUpperInvariant());
}
