using System.Collections.Concurrent;
using VideoPipeline.Testing;

namespace VideoPipeline.Fuzzing.Differential;

/// <summary>A video that comes out otherwise than by ffmpeg.</summary>
/// <param name="Number">Its number, which makes it again.</param>
/// <param name="Seed">The video that was changed.</param>
/// <param name="Content">It.</param>
/// <param name="What">What is different.</param>
public sealed record Difference(long Number, string Seed, byte[] Content, string What);

/// <summary>What came of all inputs.</summary>
/// <param name="Counts">How many had each verdict.</param>
/// <param name="Differences">By number.</param>
public sealed record DifferentialOutcome(IReadOnlyDictionary<Verdict, int> Counts, IReadOnlyList<Difference> Differences);

/// <summary>Changes the tables of videos by numbers, and compares what comes out with ffmpeg.</summary>
public static class DifferentialFuzzer
{
    /// <summary>Tries inputs until there were enough or it is time.</summary>
    /// <param name="seeds">The videos.</param>
    /// <param name="seed">Makes other inputs of the same videos.</param>
    /// <param name="first">The first input's number.</param>
    /// <param name="inputs">How many.</param>
    /// <param name="until">When no further one is begun.</param>
    /// <param name="tell">Is told of each difference as it is found.</param>
    public static async Task<DifferentialOutcome> RunAsync(
        IReadOnlyList<TableSeed> seeds, int seed, long first, long inputs, DateTime until, Action<Difference> tell)
    {
        var verdicts = new ConcurrentBag<Verdict>();
        var differences = new ConcurrentBag<Difference>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount };
        await Parallel.ForEachAsync(Numbers(first, inputs, until), options, async (number, _) =>
        {
            var random = new Random((int)((((ulong)seed << 32) ^ (ulong)number) * 0x9E3779B97F4A7C15 >> 33));
            var video = seeds[random.Next(seeds.Count)];
            var content = TableMutation.Of(video, random);
            using var folder = new TemporaryFolder();
            var path = folder.File(video.Name);
            await File.WriteAllBytesAsync(path, content, CancellationToken.None);
            var (verdict, what) = await CompareAsync(path, folder.Root, random);
            verdicts.Add(verdict);
            if (verdict != Verdict.Different) return;
            var difference = new Difference(number, video.Name, content, what);
            differences.Add(difference);
            tell(difference);
        });
        return new DifferentialOutcome(
            verdicts.CountBy(verdict => verdict).ToDictionary(one => one.Key, one => one.Value), [.. differences.OrderBy(one => one.Number)]);
    }

    private static async Task<(Verdict, string)> CompareAsync(string path, string folder, Random random)
    {
        try
        {
            return await Comparison.RunAsync(path, folder, random);
        }
        catch (Exception defect)
        {
            return (Verdict.Different, defect.ToString());
        }
    }

    private static IEnumerable<long> Numbers(long first, long count, DateTime until)
    {
        for (var number = first; number < first + count && DateTime.UtcNow < until; number++) yield return number;
    }
}
