using VideoPipeline.Errors;
using VideoPipeline.Functions;
using VideoPipeline.Video;

namespace VideoPipeline.Cli.Remote;

/// <summary>The ARN of a state machine or of an execution, as a person gives it.</summary>
/// <param name="Text">The ARN.</param>
/// <param name="Region">Its region.</param>
/// <param name="Account">Its account.</param>
internal sealed record MachineArn(string Text, string Region, string Account)
{
    /// <summary>A kind of ARN.</summary>
    public const string StateMachine = "stateMachine", Execution = "execution";

    /// <summary>Whether it is of <c>videopipeline serve</c>: on this machine, with its files, for anybody.</summary>
    public bool IsServedHere => Account == StepFunctionsClients.LocalAccount;

    /// <summary>Reads one.</summary>
    /// <param name="text">What was given.</param>
    /// <param name="kind">Which kind is wanted.</param>
    /// <exception cref="InvalidInputException">It is none of this kind.</exception>
    public static MachineArn Parse(string text, string kind) =>
        text.Split(':') is ["arn", _, "states", { Length: > 0 } region, { Length: > 0 } account, var found, { Length: > 0 }, ..] && found == kind
            ? new MachineArn(text, region, account)
            : throw new InvalidInputException($"'{text}' is no ARN of the kind arn:aws:states:REGION:ACCOUNT:{kind}:NAME{(kind == Execution ? ":EXECUTION" : "")}.");

    /// <summary>A video that its functions can read.</summary>
    /// <param name="video">An address or an absolute path.</param>
    /// <exception cref="InvalidInputException">It is a file of this machine, and they run elsewhere.</exception>
    public string Video(string video) => IsServedHere || SourceAddress.Scheme(video) is not null
        ? video
        : throw new InvalidInputException($"{video} is a file of this machine, which AWS cannot read. Upload it (aws s3 cp FILE s3://BUCKET/videos/), which starts an execution by itself, or give its https:// or s3:// address.");
}
