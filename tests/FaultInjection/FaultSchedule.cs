using VideoPipeline.Errors;
using VideoPipeline.Testing;

namespace VideoPipeline.FaultInjection;

/// <summary>What happens to an invocation of a function besides its work.</summary>
internal enum InvocationFault
{
    None,

    /// <summary>Its process dies before it does anything.</summary>
    DiesBefore,

    /// <summary>Its process dies while it works.</summary>
    DiesMeanwhile,

    /// <summary>Its process dies when all is done, so that nobody gets its response.</summary>
    DiesAfter,

    /// <summary>Its ffmpeg is killed.</summary>
    FfmpegDies,
}

/// <summary>What happens to an operation of the store.</summary>
internal enum StoreFault
{
    None,

    /// <summary>It fails without an effect.</summary>
    FailsBefore,

    /// <summary>It has its effect, but reports a failure.</summary>
    FailsAfter,

    /// <summary>There is no space.</summary>
    IsFull,
}

/// <summary>
/// Which requests, operations and invocations fail, and how: all a function of the seed and of their numbers, so that a schedule
/// can be repeated as far as the order of concurrent work can.
/// </summary>
/// <param name="seed">The seed.</param>
internal sealed class FaultSchedule(int seed)
{
    private static readonly double[] s_rates = [0.02, 0.05, 0.1, 0.2, 0.5];

    // Of requests, of operations of the store and of invocations.
    private readonly double[] _rates = [.. Enumerable.Range(0, 3).Select(kind => s_rates[Random(seed, "rate", kind).Next(5)])];
    private long _requests, _operations, _invocations, _faults;

    /// <summary>The number of faults so far.</summary>
    public long Faults => Interlocked.Read(ref _faults);

    /// <summary>Whether faults still occur.</summary>
    public bool IsActive { get; set; } = true;

    /// <summary>The fault of the next request to the web server; null for none.</summary>
    /// <param name="address">The address of the video.</param>
    public ServerFault? NextRequest(string address)
    {
        if (Next("request", ref _requests, _rates[0]) is not { } random) return null;
        return random.Next(15) switch
        {
            0 => new ServerFault.Status(500),
            1 => new ServerFault.Status(503, "1"),
            2 => new ServerFault.Status(429, "2"),
            3 => new ServerFault.Status(503, "7200"),
            4 => new ServerFault.Status(404),
            5 => new ServerFault.NoAnswer(),
            6 => new ServerFault.NoBody(),
            7 => new ServerFault.Disconnect(random.Next(40_000)),
            8 => new ServerFault.Disconnect(0),
            9 => new ServerFault.ShortRanges(1 + random.Next(5000)),
            10 => new ServerFault.Slow(TimeSpan.FromMilliseconds(random.Next(100))),
            11 => new ServerFault.WrongLength(random.Next(1, 10_000_000)),
            12 => new ServerFault.Identity("\"another\""),
            13 => new ServerFault.Redirect(address),
            _ => new ServerFault.UnknownLength(),
        };
    }

    /// <summary>The fault of the next operation of the store.</summary>
    public StoreFault NextOperation() => Next("operation", ref _operations, _rates[1] / 4) is { } random
        ? (StoreFault)(1 + random.Next(3))
        : StoreFault.None;

    /// <summary>The fault of the next invocation, and the time after which it occurs.</summary>
    public (InvocationFault Fault, TimeSpan After) NextInvocation() =>
        Next("invocation", ref _invocations, _rates[2]) is { } random
            ? ((InvocationFault)(1 + random.Next(4)), TimeSpan.FromMilliseconds(random.Next(400)))
            : (InvocationFault.None, TimeSpan.Zero);

    /// <summary>The exception of a fault of the store.</summary>
    public static VideoPipelineException Failure(StoreFault fault, string key) => fault == StoreFault.IsFull
        ? new LimitExceededException($"{key} could not be written: the store is full (injected).")
        : new SourceUnavailableException($"{key}: the store does not answer (injected).", null);

    private Random? Next(string kind, ref long counter, double rate)
    {
        var random = Random(seed, kind, Interlocked.Increment(ref counter));
        if (!IsActive || random.NextDouble() >= rate) return null;
        Interlocked.Increment(ref _faults);
        return random;
    }

    // Unlike string.GetHashCode, the same in every process.
    private static Random Random(int seed, string kind, long number) => new((int)(
        kind.Aggregate(((ulong)seed * 0x9E3779B97F4A7C15) ^ ((ulong)number * 0xC2B2AE3D27D4EB4F), (hash, letter) =>
            (hash ^ letter) * 0x100000001B3) >> 33));
}
