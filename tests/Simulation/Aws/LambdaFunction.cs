using VideoPipeline.Simulation.Deployed;
using VideoPipeline.Simulation.Runs;

namespace VideoPipeline.Simulation.Aws;

/// <summary>A Lambda function and its execution environments.</summary>
internal sealed class LambdaFunction
{
    private readonly EventQueue _queue;
    private readonly double _idleSeconds;
    private readonly TokenBucket _scaling;
    private readonly Stack<double> _idleSince = new();

    public LambdaFunction(EventQueue queue, AwsLimits limits, DeployedFunction deployed, int? reserved)
    {
        (_queue, _idleSeconds, Deployed, Reserved) = (queue, limits.IdleSeconds, deployed, reserved);
        _scaling = new TokenBucket(queue, limits.EnvironmentBurst, limits.EnvironmentsPerSecond);
    }

    /// <summary>The function in the template.</summary>
    public DeployedFunction Deployed { get; }

    /// <summary>Its reserved concurrency, which no other function uses and which it does not exceed; null for none.</summary>
    public int? Reserved { get; }

    public int Running { get; private set; }

    public int MaxRunning { get; private set; }

    public long Invocations { get; private set; }

    public long Throttles { get; set; }

    public double BilledSeconds { get; private set; }

    /// <summary>Starts an invocation in an idle or a new environment.</summary>
    /// <returns>Whether the environment is new; null if Lambda creates no more of them now.</returns>
    public bool? TryStart()
    {
        // The most recently used environment is used first. If it is too old, so are the others.
        var isNew = !_idleSince.TryPop(out var since) || _queue.Now - since > _idleSeconds;
        if (isNew)
        {
            _idleSince.Clear();
            if (!_scaling.TryTake()) return null;
        }
        Invocations++;
        MaxRunning = Math.Max(MaxRunning, ++Running);
        return isNew;
    }

    /// <summary>Ends an invocation.</summary>
    public void End(double billedSeconds)
    {
        Running--;
        BilledSeconds += billedSeconds;
        _idleSince.Push(_queue.Now);
    }
}
