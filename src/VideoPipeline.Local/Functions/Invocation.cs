using VideoPipeline.Local.Functions.Templates;

namespace VideoPipeline.Local.Functions;

/// <summary>One invocation of a function.</summary>
/// <param name="Function">The function.</param>
/// <param name="RequestId">The request ID.</param>
/// <param name="Deadline">When it times out.</param>
/// <param name="Payload">Its input as UTF-8 JSON.</param>
internal sealed record Invocation(SamFunction Function, string RequestId, DateTimeOffset Deadline, ReadOnlyMemory<byte> Payload)
{
    /// <summary>The largest response: 6 MiB and 100 bytes.</summary>
    /// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html</remarks>
    public const int MaxResponseBytes = 6_291_556;

    /// <summary>The ARN of the function, with a placeholder region and account.</summary>
    public string FunctionArn => $"arn:aws:lambda:local:000000000000:function:{Function.LogicalId}";
}
