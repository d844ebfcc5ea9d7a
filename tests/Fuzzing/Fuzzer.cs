namespace VideoPipeline.Fuzzing;

/// <summary>An input that should have been refused in peace.</summary>
/// <param name="Number">Its number, which makes it again.</param>
/// <param name="Content">It.</param>
/// <param name="What">What happened.</param>
public sealed record FuzzFailure(long Number, byte[] Content, string What);

/// <summary>What came of all inputs.</summary>
/// <param name="Inputs">How many were tried.</param>
/// <param name="Indexed">How many of them were indexed.</param>
/// <param name="Refused">How many were refused with a typed failure.</param>
/// <param name="Foreign">How many were taken for no container.</param>
/// <param name="MostBytes">The most that one of them allocated.</param>
/// <param name="Longest">The longest that one of them took.</param>
/// <param name="Failure">The first that was not borne.</param>
public sealed record FuzzOutcome(
    long Inputs, long Indexed, long Refused, long Foreign, long MostBytes, TimeSpan Longest, FuzzFailure? Failure);

/// <summary>Makes inputs by their numbers and watches what the parsers do with them.</summary>
public static class Fuzzer
{
    private const long MostBytes = 64 << 20;
    private static readonly TimeSpan s_hang = TimeSpan.FromSeconds(20);

    /// <summary>Tries <paramref name="inputs"/> inputs, or until one fails.</summary>
    /// <param name="seeds">Whole files.</param>
    /// <param name="seed">Makes other inputs of the same seeds.</param>
    /// <param name="inputs">How many.</param>
    /// <param name="threads">How many at a time.</param>
    public static FuzzOutcome Run(IReadOnlyList<byte[]> seeds, int seed, long inputs, int threads)
    {
        var next = -1L;
        FuzzFailure? failure = null;
        var workers = Enumerable.Range(0, threads).Select(_ => new Worker()).ToArray();
        var running = workers.Select(worker => new Thread(() =>
        {
            while (failure is null && Interlocked.Increment(ref next) is var number && number < inputs)
                if (worker.Try(number, Input(seeds, seed, number)) is { } what)
                    Interlocked.CompareExchange(ref failure, what, null);
        }) { IsBackground = true }).ToArray();
        foreach (var thread in running) thread.Start();
        for (var i = 0; i < threads; i++)
            while (!running[i].Join(s_hang) && failure is null)
                if (workers.Select(worker => worker.Stuck(s_hang)).FirstOrDefault(stuck => stuck is not null) is { } hung) failure = hung;
        var replies = workers.Select(worker => worker.Counts).ToArray();
        return new FuzzOutcome(
            replies.Sum(counts => counts.Sum()), replies.Sum(counts => counts[(int)Reaction.Indexed]),
            replies.Sum(counts => counts[(int)Reaction.Refused]), replies.Sum(counts => counts[(int)Reaction.Foreign]),
            workers.Max(worker => worker.MostBytes), workers.Max(worker => worker.Longest), failure);
    }

    private static byte[] Input(IReadOnlyList<byte[]> seeds, int seed, long number)
    {
        var random = new Random(HashCode(seed, number));
        return random.Next(10) switch
        {
            0 => HandMade.Mp4(random),
            1 => HandMadeMatroska.Make(random),
            _ => Mutation.Of(seeds, random),
        };
    }

    // The same in every process, unlike System.HashCode.
    private static int HashCode(int seed, long number) => (int)((((ulong)seed << 32) ^ (ulong)number) * 0x9E3779B97F4A7C15 >> 33);

    private sealed class Worker
    {
        private volatile FuzzFailure? _current;
        private long _since;

        public long[] Counts { get; } = new long[3];

        public long MostBytes { get; private set; }

        public TimeSpan Longest { get; private set; }

        public FuzzFailure? Try(long number, byte[] content)
        {
            Interlocked.Exchange(ref _since, Environment.TickCount64);
            _current = new FuzzFailure(number, content, $"it takes over {s_hang.TotalSeconds} s");
            try
            {
                var reply = FuzzTarget.Run(content);
                Counts[(int)reply.Reaction]++;
                if (reply.Bytes > MostBytes) MostBytes = reply.Bytes;
                if (reply.Time > Longest) Longest = reply.Time;
                return reply.Bytes > Fuzzer.MostBytes ? new FuzzFailure(number, content, $"it takes {reply.Bytes} bytes") : null;
            }
            catch (Exception defect)
            {
                return new FuzzFailure(number, content, defect.ToString());
            }
            finally
            {
                _current = null;
            }
        }

        public FuzzFailure? Stuck(TimeSpan patience) =>
            Environment.TickCount64 - Interlocked.Read(ref _since) > patience.TotalMilliseconds ? _current : null;
    }
}
