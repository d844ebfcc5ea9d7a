using Amazon.Lambda.Annotations;

namespace SampleFunctions;

public sealed class Unstartable
{
    public Unstartable() => throw new InvalidOperationException("cannot start");

    [LambdaFunction]
    public int Run() => 1;
}
