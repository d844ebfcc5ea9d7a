using VideoPipeline.Functions;

namespace VideoPipeline.Local.Functions.Bindings;

/// <summary>What an invocation names: a function by name, partial ARN or ARN, with or without a version or alias.</summary>
/// <remarks>https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html</remarks>
/// <param name="Name">The name of the function.</param>
/// <param name="Qualifier">The version or alias; null if none is named, which is the version <see cref="Latest"/>.</param>
/// <param name="Arn">The ARN without qualifier; null if only a name is given.</param>
internal sealed record FunctionReference(string Name, string? Qualifier, string? Arn)
{
    /// <summary>The version that an unqualified name means.</summary>
    public const string Latest = "$LATEST";

    private const string Region = "us-east-1", Type = "function";

    /// <summary>The ARN with the qualifier, as Lambda reports it. A name means a function of the local account.</summary>
    public string QualifiedArn => $"{Arn ?? ArnOf("aws", Region, StepFunctionsClients.LocalAccount, Name)}:{Qualifier ?? Latest}";

    /// <summary>Parses a name or an ARN; null if it is neither.</summary>
    public static FunctionReference? Parse(string text) => text.Split(':') switch
    {
        [{ Length: > 0 } name] => new(name, null, null),
        [{ Length: > 0 } name, { Length: > 0 } qualifier] when name != Type => new(name, qualifier, null),
        [Type, { Length: > 0 } name, .. var rest] when QualifierOf(rest) is var (isValid, qualifier) && isValid =>
            new(name, qualifier, null),
        [{ Length: > 0 } account, Type, { Length: > 0 } name, .. var rest]
            when QualifierOf(rest) is var (isValid, qualifier) && isValid =>
            new(name, qualifier, ArnOf("aws", Region, account, name)),
        ["arn", var partition, "lambda", var region, var account, Type, { Length: > 0 } name, .. var rest]
            when QualifierOf(rest) is var (isValid, qualifier) && isValid =>
            new(name, qualifier, ArnOf(partition, region, account, name)),
        _ => null,
    };

    private static (bool IsValid, string? Qualifier) QualifierOf(string[] rest) => rest switch
    {
        [] => (true, null),
        [{ Length: > 0 } qualifier] => (true, qualifier),
        _ => (false, null),
    };

    private static string ArnOf(string partition, string region, string account, string name) =>
        $"arn:{partition}:lambda:{region}:{account}:{Type}:{name}";
}
