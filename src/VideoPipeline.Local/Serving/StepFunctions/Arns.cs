using System.Globalization;

namespace VideoPipeline.Local.Serving.StepFunctions;

/// <summary>Names and ARNs of the API.</summary>
internal static class Arns
{
    /// <summary>The number of parts of a state machine's ARN; that of a version has one more.</summary>
    public const int StateMachineParts = 7;

    private const int MaxNameLength = 80;

    // The API reference of StartExecution forbids these and control characters in a name.
    private const string InvalidNameCharacters = " \t\r\n<>{}[]?*\"#%\\^|~`$&,;:/";

    public static bool IsName(string name) =>
        name.Length is > 0 and <= MaxNameLength
        && !name.Any(character => char.IsControl(character) || InvalidNameCharacters.Contains(character));

    /// <summary>The ARN of a version.</summary>
    public static string Version(string machine, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{machine}:{number}");

    /// <summary>The parts of an ARN.</summary>
    /// <exception cref="ApiException">InvalidArn: it is not that of a resource of the type.</exception>
    public static string[] Parse(string arn, params string[] types) =>
        arn.Split(':') is ["arn", _, "states", _, _, var type, ..] parts && types.Contains(type)
            ? parts
            : throw new ApiException("InvalidArn", $"Invalid Arn: '{arn}' is not the ARN of a resource of type {types[0]}");
}
