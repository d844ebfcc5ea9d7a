using VideoPipeline.Errors;
using VideoPipeline.Functions;
using VideoPipeline.Video;

namespace VideoPipeline.Cli.Remote;

/// <summary>The ARN of a state machine or of an execution.</summary>
/// <param name="Text">The ARN.</param>
/// <param name="Region">The region in the ARN.</param>
/// <param name="Account">The account in the ARN.</param>
internal sealed record StepFunctionsArn(string Text, string Region, string Account)
{
    /// <summary>A resource type.</summary>
    public const string StateMachine = "stateMachine", Execution = "execution";

    /// <summary>Whether it belongs to <c>videopipeline serve</c>, whose functions read local files.</summary>
    public bool IsLocal => Account == StepFunctionsClients.LocalAccount;

    /// <summary>Parses an ARN.</summary>
    /// <param name="text">The ARN.</param>
    /// <param name="kind">The required resource type: <see cref="StateMachine"/> or <see cref="Execution"/>.</param>
    /// <exception cref="InvalidInputException">The text is not an ARN of this type.</exception>
    public static StepFunctionsArn Parse(string text, string kind) =>
        text.Split(':') is ["arn", _, "states", { Length: > 0 } region, { Length: > 0 } account, var type, { Length: > 0 }, ..]
        && type == kind
            ? new StepFunctionsArn(text, region, account)
            : throw new InvalidInputException(
                $"'{text}' is not an ARN of the form arn:aws:states:REGION:ACCOUNT:{kind}:NAME" +
                (kind == Execution ? ":EXECUTION." : "."));

    /// <summary>Returns the video if the functions of the state machine can read it.</summary>
    /// <param name="video">An address or an absolute path.</param>
    /// <exception cref="InvalidInputException">The video is a local file and the state machine runs on AWS.</exception>
    public SourceAddress RequireReadable(SourceAddress video) => IsLocal || video.IsMistyped || video.Scheme is not null
        ? video
        : throw new InvalidInputException(
            $"{video} is a local file, which AWS cannot read. Upload it (aws s3 cp FILE s3://BUCKET/videos/), which starts an " +
            "execution, or give an https:// or s3:// address.");
}
