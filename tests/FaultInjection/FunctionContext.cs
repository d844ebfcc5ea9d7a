using Amazon.Lambda.Core;
using VideoPipeline.Functions;
using VideoPipeline.Functions.Observation;

namespace VideoPipeline.FaultInjection;

/// <summary>The context of an invocation that can be stopped, and whose log nobody reads.</summary>
internal sealed class FunctionContext(CancellationToken stopping) : ILambdaContext, IStoppable, ILogWriter
{
    public CancellationToken Stopping => stopping;

    public TimeSpan RemainingTime => TimeSpan.FromMinutes(15);

    public string AwsRequestId => "";

    public string FunctionName => "";

    public string FunctionVersion => "";

    public string InvokedFunctionArn => "";

    public int MemoryLimitInMB => 0;

    public ILambdaLogger? Logger => null;

    public string? LogGroupName => null;

    public string? LogStreamName => null;

    public IClientContext? ClientContext => null;

    public ICognitoIdentity? Identity => null;

    public void WriteLine(string line)
    {
    }
}
