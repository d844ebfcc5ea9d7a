using VideoPipeline.Local.Functions.Templates;

namespace VideoPipeline.Local.Functions;

/// <summary>One invocation of a function.</summary>
/// <param name="Function">The function.</param>
/// <param name="RequestId">The id of the invocation.</param>
/// <param name="Deadline">When its time is over.</param>
/// <param name="Payload">Its input, UTF-8 JSON.</param>
internal sealed record Invocation(SamFunction Function, string RequestId, DateTimeOffset Deadline, ReadOnlyMemory<byte> Payload)
{
    /// <summary>An ARN as Lambda gives, of no region or account.</summary>
    public string FunctionArn => $"arn:aws:lambda:local:000000000000:function:{Function.LogicalId}";
}
