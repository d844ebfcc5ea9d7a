using VideoPipeline.Simulation.Runs;

namespace VideoPipeline.Simulation.Aws;

/// <summary>A token bucket, as AWS limits rates with; it is full at first.</summary>
internal sealed class TokenBucket
{
    private readonly EventQueue _queue;
    private readonly double _size;
    private readonly double _perSecond;
    private double _tokens;
    private double _refilled;

    /// <summary>Creates a bucket.</summary>
    /// <param name="queue">The clock.</param>
    /// <param name="size">The maximum number of tokens.</param>
    /// <param name="perSecond">The tokens added per second.</param>
    public TokenBucket(EventQueue queue, double size, double perSecond) =>
        (_queue, _size, _perSecond, _tokens) = (queue, size, perSecond, size);

    /// <summary>Takes a token, if there is one.</summary>
    public bool TryTake()
    {
        Refill();
        if (_tokens < 1) return false;
        _tokens--;
        return true;
    }

    /// <summary>Takes the next token, and returns the seconds until there is one. Waiters are served in order.</summary>
    public double Reserve()
    {
        Refill();
        _tokens--;
        return Math.Max(0, -_tokens / _perSecond);
    }

    private void Refill()
    {
        _tokens = Math.Min(_size, _tokens + (_queue.Now - _refilled) * _perSecond);
        _refilled = _queue.Now;
    }
}
