namespace VideoPipeline.Functions;

/// <summary>
/// What the context of an invocation may be besides an <c>ILambdaContext</c>: Lambda ends an invocation by ending its
/// process, a host that runs functions in its own process can only ask.
/// </summary>
public interface IStoppable
{
    /// <summary>Cancelled when the invocation is to end: its caller gave up, or its time is over.</summary>
    CancellationToken Stopping { get; }
}
