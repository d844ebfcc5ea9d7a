using System.Globalization;

namespace VideoPipeline.Local.Serving.StepFunctions;

/// <summary>Names and ARNs of the API.</summary>
internal static class Arns
{
    public const string StateMachine = "stateMachine", Execution = "execution", Express = "express", Activity = "activity",
        MapRun = "mapRun";

    // arn:PARTITION:states:REGION:ACCOUNT:TYPE:NAME
    private const int NameIndex = 6;

    // The API reference of StartExecution forbids these, white space, control characters and surrogates in a name.
    private const string InvalidNameCharacters = "<>{}[]?*\"#%\\^|~`$&,;:/\uFFFE\uFFFF";

    /// <summary>Whether a text of the length of a name is one.</summary>
    public static bool IsName(string text) => !text.Any(character =>
        char.IsControl(character) || char.IsWhiteSpace(character) || char.IsSurrogate(character)
        || InvalidNameCharacters.Contains(character));

    /// <summary>The name of the resource of an ARN; of an execution, that of the execution.</summary>
    public static string NameOf(string arn) => arn.Split(':') is var parts && parts[NameIndex - 1] is Execution or Express
        ? parts[NameIndex + 1]
        : parts[NameIndex];

    /// <summary>The ARN of a version of a state machine.</summary>
    public static string Version(string machine, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{machine}:{number}");

    /// <summary>The number that ends the ARN of a version; null if it ends with the name of an alias, or is not written as
    /// versions are.</summary>
    public static int? VersionNumber(string qualifier) =>
        int.TryParse(qualifier, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && qualifier[0] != '0'
            ? number
            : null;

    /// <summary>The ARN of an alias of a state machine.</summary>
    public static string Alias(string machine, string name) => $"{machine}:{name}";

    /// <summary>The ARN of a state machine or an activity without the number of a version or the name of an alias.</summary>
    public static string WithoutQualifier(string arn) => string.Join(':', arn.Split(':').Take(NameIndex + 1));

    /// <summary>Checks that an ARN is that of a resource of one of some types.</summary>
    /// <exception cref="ApiException">InvalidArn: it is not.</exception>
    public static void Check(string arn, params ReadOnlySpan<string> types) => _ = Parse(arn, types);

    /// <summary>The ARN of a state machine, and the number or the name after it if the ARN is that of a version or an alias of
    /// it.</summary>
    /// <exception cref="ApiException">InvalidArn: it is none of these; ValidationException: it is that of a Map state, whose
    /// child executions have it.</exception>
    public static (string Machine, string? Qualifier) ParseStateMachine(string arn)
    {
        var parts = Parse(arn, StateMachine);
        if (parts[NameIndex].Contains('/'))
        {
            throw ApiException.Validation(
                $"The ARN must not be that of a Distributed Map state: '{arn}'", "API_DOES_NOT_SUPPORT_LABELED_ARNS");
        }
        return parts.Length switch
        {
            NameIndex + 1 => (arn, null),
            NameIndex + 2 => (string.Join(':', parts.Take(NameIndex + 1)), parts[^1]),
            _ => throw Invalid($"Invalid ARN: {arn}"),
        };
    }

    /// <summary>The ARN of the state machine and the label in the ARN of a Map state, <c>…:stateMachine:NAME/LABEL</c>; null if
    /// it is another one.</summary>
    public static (string Machine, string Label)? ParseLabel(string arn) =>
        arn.Split(':') is ["arn", _, "states", _, _, StateMachine, var name] && name.Split('/') is [_, { Length: > 0 } label]
            ? (arn[..^(label.Length + 1)], label)
            : null;

    private static string[] Parse(string arn, params ReadOnlySpan<string> types) => arn.Split(':') switch
    {
        ["arn", _, "states", _, _, var type, _, ..] parts => types.Contains(type)
            ? parts
            : throw Invalid($"Resource type not valid in this context: {type}"),
        ["arn", ..] => throw Invalid($"Invalid ARN: {arn}"),
        _ => throw Invalid($"Invalid ARN prefix: {arn}"),
    };

    private static ApiException Invalid(string problem) => new("InvalidArn", $"Invalid Arn: '{problem}'");
}
