using System.Diagnostics;
using System.Text;

namespace VideoPipeline.Fuzzing.Formats;

/// <summary>
/// Fuzzes the reader of a format on one thread: mutates inputs, and keeps those that reach new code for further mutations.
/// </summary>
internal static class FormatFuzzer
{
    private const long MaxBytes = 256 << 20;
    private static readonly TimeSpan s_maxTime = TimeSpan.FromSeconds(20);

    /// <summary>Runs <paramref name="inputs"/> inputs, or stops at the first failure or at <paramref name="end"/>.</summary>
    /// <param name="target">The format.</param>
    /// <param name="seed">The random seed.</param>
    /// <param name="inputs">The number of inputs.</param>
    /// <param name="end">When to stop; null for when all inputs have run.</param>
    public static FormatOutcome Run(FormatTarget target, int seed, long inputs, DateTime? end = null)
    {
        Coverage.Clear();
        var (random, corpus, accepted) = (new Random(seed), target.Seeds.ToList(), 0L);
        var number = 0L;
        for (; number < inputs && !(DateTime.UtcNow > end); number++)
        {
            var content = number < target.Seeds.Count ? target.Seeds[(int)number] : Mutate(corpus, target.Tokens, random);
            Coverage.Start();
            var (isAccepted, problem) = Try(target, content);
            if (problem is not null)
                return new FormatOutcome(
                    number + 1, accepted, corpus.Count, Coverage.Edges, new FuzzFailure(number, content, problem));
            if (isAccepted) accepted++;
            if (Coverage.IsNew() && number >= target.Seeds.Count) corpus.Add(content);
        }
        return new FormatOutcome(number, accepted, corpus.Count, Coverage.Edges, null);
    }

    private static (bool IsAccepted, string? Problem) Try(FormatTarget target, byte[] content)
    {
        var (allocated, started) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
        var isAccepted = false;
        try
        {
            target.Read(content);
            isAccepted = true;
        }
        catch (Exception exception) when (target.IsExpected(exception))
        {
        }
        catch (Exception exception)
        {
            return (false, exception.ToString());
        }
        var bytes = GC.GetAllocatedBytesForCurrentThread() - allocated;
        return bytes > MaxBytes ? (false, $"allocates {bytes} bytes")
            : Stopwatch.GetElapsedTime(started) > s_maxTime ? (false, $"takes over {s_maxTime.TotalSeconds} s")
            : (isAccepted, null);
    }

    private static byte[] Mutate(IReadOnlyList<byte[]> corpus, IReadOnlyList<string> tokens, Random random)
    {
        if (tokens.Count == 0 || random.Next(3) == 0) return Mutation.Apply(corpus, random);
        var bytes = corpus[random.Next(corpus.Count)];
        for (var changes = 1 + random.Next(3); changes > 0; changes--)
        {
            var at = random.Next(bytes.Length + 1);
            var removed = Math.Min(bytes.Length, at + (random.Next(2) == 0 ? 0 : random.Next(12)));
            bytes = [.. bytes[..at], .. Encoding.UTF8.GetBytes(tokens[random.Next(tokens.Count)]), .. bytes[removed..]];
        }
        return bytes;
    }
}
