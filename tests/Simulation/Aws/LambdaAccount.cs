using VideoPipeline.Simulation.Runs;

namespace VideoPipeline.Simulation.Aws;

/// <summary>Lambda in one account and region.</summary>
internal sealed class LambdaAccount
{
    private readonly int _unreserved;
    private readonly TokenBucket _requests;
    private int _unreservedRunning;

    public LambdaAccount(EventQueue queue, AwsLimits limits, IReadOnlyDictionary<string, LambdaFunction> functions)
    {
        Functions = functions;
        _unreserved = limits.Concurrency - functions.Values.Sum(function => function.Reserved ?? 0);
        if (_unreserved < 1) throw new ArgumentException("The functions reserve all of the account's concurrency.");
        var rate = limits.RequestsPerConcurrency * limits.Concurrency;
        _requests = new TokenBucket(queue, rate, rate);
    }

    /// <summary>The functions by logical ID.</summary>
    public IReadOnlyDictionary<string, LambdaFunction> Functions { get; }

    /// <summary>The number of rejected requests.</summary>
    public long Throttles => Functions.Values.Sum(function => function.Throttles);

    /// <summary>Starts an invocation.</summary>
    /// <returns>Whether it is a cold start; null if the request is throttled.</returns>
    public bool? TryStart(LambdaFunction function)
    {
        var isFull = function.Reserved is { } reserved ? function.Running >= reserved : _unreservedRunning >= _unreserved;
        if (isFull || !_requests.TryTake() || function.TryStart() is not { } cold)
        {
            function.Throttles++;
            return null;
        }
        if (function.Reserved is null) _unreservedRunning++;
        return cold;
    }

    /// <summary>Ends an invocation.</summary>
    public void End(LambdaFunction function, double billedSeconds)
    {
        if (function.Reserved is null) _unreservedRunning--;
        function.End(billedSeconds);
    }
}
