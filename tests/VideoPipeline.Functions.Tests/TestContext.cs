using Amazon.Lambda.Core;

namespace VideoPipeline.Functions.Tests;

/// <summary>The context of an invocation with a minute of remaining time.</summary>
internal class TestContext : ILambdaContext
{
    public virtual TimeSpan RemainingTime => TimeSpan.FromMinutes(1);

    public virtual string AwsRequestId => "";

    public string FunctionName => "";

    public string FunctionVersion => "";

    public string InvokedFunctionArn => "";

    public virtual int MemoryLimitInMB => 0;

    public ILambdaLogger? Logger => null;

    public string? LogGroupName => null;

    public string? LogStreamName => null;

    public IClientContext? ClientContext => null;

    public ICognitoIdentity? Identity => null;
}
