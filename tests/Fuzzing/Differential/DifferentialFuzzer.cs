using System.Collections.Concurrent;
using VideoPipeline.Testing;

namespace VideoPipeline.Fuzzing.Differential;

/// <summary>A video whose frames differ from those of ffmpeg.</summary>
/// <param name="Number">The number of the input, which reproduces it.</param>
/// <param name="Seed">The name of the video that was mutated.</param>
/// <param name="Content">The mutated video.</param>
/// <param name="Description">The difference.</param>
public sealed record Difference(long Number, string Seed, byte[] Content, string Description);

/// <summary>The results of all inputs.</summary>
/// <param name="Counts">The number of inputs per verdict.</param>
/// <param name="Differences">The differences, ordered by number.</param>
public sealed record DifferentialOutcome(IReadOnlyDictionary<Verdict, int> Counts, IReadOnlyList<Difference> Differences);

/// <summary>Mutates the tables of videos by input numbers, and compares the frames with those of ffmpeg.</summary>
public static class DifferentialFuzzer
{
    /// <summary>Runs inputs until all are done or the time is over.</summary>
    /// <param name="seeds">The videos.</param>
    /// <param name="seed">The random seed: other values give other inputs.</param>
    /// <param name="first">The number of the first input.</param>
    /// <param name="inputs">The number of inputs.</param>
    /// <param name="until">The time after which no input is started.</param>
    /// <param name="tell">Receives each difference when it is found.</param>
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
            var content = TableMutation.Apply(video, random);
            using var folder = new TemporaryFolder();
            var path = folder.File(video.Name);
            await File.WriteAllBytesAsync(path, content, CancellationToken.None);
            var (verdict, description) = await CompareAsync(path, folder.Root, random);
            verdicts.Add(verdict);
            if (verdict != Verdict.Different) return;
            var difference = new Difference(number, video.Name, content, description);
            differences.Add(difference);
            tell(difference);
        });
        return new DifferentialOutcome(
            verdicts.CountBy(verdict => verdict).ToDictionary(count => count.Key, count => count.Value),
            [.. differences.OrderBy(difference => difference.Number)]);
    }

    private static async Task<(Verdict, string)> CompareAsync(string path, string folder, Random random)
    {
        try
        {
            return await Comparison.RunAsync(path, folder, random);
        }
        catch (Exception exception)
        {
            return (Verdict.Different, exception.ToString());
        }
    }

    private static IEnumerable<long> Numbers(long first, long count, DateTime until)
    {
        for (var number = first; number < first + count && DateTime.UtcNow < until; number++) yield return number;
    }
}
