namespace VideoPipeline.Functions;

/// <summary>
/// Provides a cancellation token for an invocation. Its context may implement it besides <c>ILambdaContext</c>: Lambda kills the
/// process of an invocation that times out, whereas a host that runs functions in its own process can only cancel them.
/// </summary>
internal interface IStoppable
{
    /// <summary>Cancelled when the invocation must stop: its caller cancelled it, or it timed out.</summary>
    CancellationToken Stopping { get; }
}
