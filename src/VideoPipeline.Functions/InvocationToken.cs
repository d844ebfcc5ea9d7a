using Amazon.Lambda.Core;

namespace VideoPipeline.Functions;

/// <summary>
/// The cancellation token of an invocation, which Lambda does not provide. <see cref="Token"/> is cancelled when the host stops
/// the invocation (<see cref="IStoppable"/>), and after the invocation's time-out.
/// </summary>
internal sealed class InvocationToken : IDisposable
{
    // An invocation that times out must fail as on Lambda, with Sandbox.Timedout. If the token were cancelled at the deadline or
    // before it, the handler could report a cancellation first.
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _deadline;
    private readonly CancellationTokenSource _linked;

    private InvocationToken(CancellationTokenSource deadline, CancellationToken stopping)
    {
        _deadline = deadline;
        _linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stopping);
    }

    /// <summary>The token.</summary>
    public CancellationToken Token => _linked.Token;

    /// <summary>Creates the token of an invocation. Dispose it when the handler returns.</summary>
    /// <param name="context">The invocation's context.</param>
    /// <param name="time">The clock; null for the system clock.</param>
    public static InvocationToken Create(ILambdaContext context, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        var remaining = context.RemainingTime > TimeSpan.Zero ? context.RemainingTime : TimeSpan.Zero;
        return new InvocationToken(
            new CancellationTokenSource(remaining + s_grace, time ?? TimeProvider.System),
            (context as IStoppable)?.Stopping ?? CancellationToken.None);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _linked.Dispose();
        _deadline.Dispose();
    }
}
