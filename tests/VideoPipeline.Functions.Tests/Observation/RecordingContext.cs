using Amazon.Lambda.Core;
using VideoPipeline.Functions.Observation;

namespace VideoPipeline.Functions.Tests.Observation;

/// <summary>An invocation whose lines are kept.</summary>
internal sealed class RecordingContext : ILambdaContext, ILineLog
{
    public List<string> Lines { get; } = [];

    public TimeSpan RemainingTime => TimeSpan.FromMinutes(1);

    public string AwsRequestId => "request-1";

    public string FunctionName => "";

    public string FunctionVersion => "";

    public string InvokedFunctionArn => "";

    public int MemoryLimitInMB => 0;

    public ILambdaLogger? Logger => null;

    public string? LogGroupName => null;

    public string? LogStreamName => null;

    public IClientContext? ClientContext => null;

    public ICognitoIdentity? Identity => null;

    public void WriteLine(string line) => Lines.Add(line);
}
