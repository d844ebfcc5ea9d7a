using Amazon.Lambda.Core;

namespace VideoPipeline.Functions;

/// <summary>
/// The cancellation of an invocation, which Lambda itself has no token for: <see cref="Token"/> is cancelled when its host
/// wants it to stop (<see cref="IStoppable"/>), and where the host does not say, once the time of the invocation is over.
/// </summary>
public sealed class InvocationToken : IDisposable
{
    // An invocation that runs out of time is to end as Lambda ends it, with Sandbox.Timedout. A token cancelled at that very
    // moment, or before, would let the handler report a cancellation instead, now and then.
    private static readonly TimeSpan s_overtime = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _deadline;
    private readonly CancellationTokenSource _either;

    private InvocationToken(CancellationTokenSource deadline, CancellationToken stopping)
    {
        _deadline = deadline;
        _either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stopping);
    }

    /// <summary>What the handler passes on to all it calls.</summary>
    public CancellationToken Token => _either.Token;

    /// <summary>The token of the invocation that <paramref name="context"/> belongs to, to be disposed of when the handler returns.</summary>
    /// <param name="context">The invocation's context.</param>
    /// <param name="time">The clock to wait by; the system's where none is given.</param>
    public static InvocationToken Of(ILambdaContext context, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        var remaining = context.RemainingTime > TimeSpan.Zero ? context.RemainingTime : TimeSpan.Zero;
        return new InvocationToken(
            new CancellationTokenSource(remaining + s_overtime, time ?? TimeProvider.System),
            (context as IStoppable)?.Stopping ?? CancellationToken.None);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _either.Dispose();
        _deadline.Dispose();
    }
}
