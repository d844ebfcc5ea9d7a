namespace VideoPipeline.Fuzzing;

/// <summary>An input that crashed a parser, or took too much time or memory.</summary>
/// <param name="Number">The number of the input, which reproduces it.</param>
/// <param name="Content">The input.</param>
/// <param name="Description">The exception or the exceeded limit.</param>
public sealed record FuzzFailure(long Number, byte[] Content, string Description);

/// <summary>The results of all inputs.</summary>
/// <param name="Inputs">The number of inputs.</param>
/// <param name="Indexed">The number of inputs that were indexed.</param>
/// <param name="Rejected">The number of inputs that were rejected with a typed exception.</param>
/// <param name="NotRecognized">The number of inputs that no container format recognized.</param>
/// <param name="MaxBytes">The maximum number of bytes that an input allocated.</param>
/// <param name="MaxTime">The maximum duration of an input.</param>
/// <param name="Failure">The first failure; null if there is none.</param>
public sealed record FuzzOutcome(
    long Inputs, long Indexed, long Rejected, long NotRecognized, long MaxBytes, TimeSpan MaxTime, FuzzFailure? Failure);

/// <summary>Generates inputs from their numbers and runs the parsers on them.</summary>
public static class Fuzzer
{
    private const long MostBytes = 64 << 20;
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(20);

    /// <summary>Runs <paramref name="inputs"/> inputs, or stops at the first failure.</summary>
    /// <param name="seeds">Valid files.</param>
    /// <param name="seed">The random seed: other values give other inputs.</param>
    /// <param name="inputs">The number of inputs.</param>
    /// <param name="threads">The number of threads.</param>
    public static FuzzOutcome Run(IReadOnlyList<byte[]> seeds, int seed, long inputs, int threads)
    {
        var next = -1L;
        FuzzFailure? failure = null;
        var workers = Enumerable.Range(0, threads).Select(_ => new Worker()).ToArray();
        var running = workers.Select(worker => new Thread(() =>
        {
            while (failure is null && Interlocked.Increment(ref next) is var number && number < inputs)
                if (worker.Try(number, Input(seeds, seed, number)) is { } found)
                    Interlocked.CompareExchange(ref failure, found, null);
        }) { IsBackground = true }).ToArray();
        foreach (var thread in running) thread.Start();
        for (var i = 0; i < threads; i++)
            while (!running[i].Join(s_timeout) && failure is null)
                if (workers.Select(worker => worker.FindHang(s_timeout)).FirstOrDefault(found => found is not null) is { } hang)
                    failure = hang;
        var counts = workers.Select(worker => worker.Counts).ToArray();
        return new FuzzOutcome(
            counts.Sum(count => count.Sum()), counts.Sum(count => count[(int)ParserResult.Indexed]),
            counts.Sum(count => count[(int)ParserResult.Rejected]), counts.Sum(count => count[(int)ParserResult.NotRecognized]),
            workers.Max(worker => worker.MostBytes), workers.Max(worker => worker.Longest), failure);
    }

    private static byte[] Input(IReadOnlyList<byte[]> seeds, int seed, long number)
    {
        var random = new Random(HashCode(seed, number));
        return random.Next(10) switch
        {
            0 => RandomMp4.Create(random),
            1 => RandomMatroska.Create(random),
            _ => Mutation.Apply(seeds, random),
        };
    }

    // Unlike System.HashCode, the same in every process.
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
            _current = new FuzzFailure(number, content, $"takes over {s_timeout.TotalSeconds} s");
            try
            {
                var reply = FuzzTarget.Run(content);
                Counts[(int)reply.Reaction]++;
                if (reply.Bytes > MostBytes) MostBytes = reply.Bytes;
                if (reply.Time > Longest) Longest = reply.Time;
                return reply.Bytes > Fuzzer.MostBytes ? new FuzzFailure(number, content, $"allocates {reply.Bytes} bytes") : null;
            }
            catch (Exception exception)
            {
                return new FuzzFailure(number, content, exception.ToString());
            }
            finally
            {
                _current = null;
            }
        }

        public FuzzFailure? FindHang(TimeSpan timeout) =>
            Environment.TickCount64 - Interlocked.Read(ref _since) > timeout.TotalMilliseconds ? _current : null;
    }
}
