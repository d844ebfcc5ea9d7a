using Amazon.Lambda.Core;
using VideoPipeline.Functions;
using VideoPipeline.Functions.Observation;

namespace VideoPipeline.Local.Functions.InProcess;

/// <summary>The context of an invocation in this process. Provides its cancellation token, log and frame counter.</summary>
internal sealed class InProcessContext(Invocation invocation, FunctionHostOptions options, CancellationToken stopping)
    : ILambdaContext, IStoppable, IFrameCounter, ILogWriter
{
    public CancellationToken Stopping => stopping;

    public void WriteLine(string line) => options.Log(new FunctionLogLine(invocation.Function.LogicalId, line));

    public void Count(long frames) => options.CountFrames(frames);

    public string AwsRequestId => invocation.RequestId;

    public string FunctionName => invocation.Function.LogicalId;

    public string FunctionVersion => "$LATEST";

    public string InvokedFunctionArn => invocation.FunctionArn;

    public int MemoryLimitInMB => invocation.Function.MemorySize;

    public TimeSpan RemainingTime => invocation.Deadline - options.Time.GetUtcNow();

    public ILambdaLogger Logger { get; } = new FunctionLogger(invocation.Function.LogicalId, options.Log);

    public string? LogGroupName => null;

    public string? LogStreamName => null;

    public IClientContext? ClientContext => null;

    public ICognitoIdentity? Identity => null;
}
