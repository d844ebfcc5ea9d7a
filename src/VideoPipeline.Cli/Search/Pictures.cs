using VideoPipeline.Fingerprints;
using VideoPipeline.Imaging;
using VideoPipeline.Sources;

namespace VideoPipeline.Cli.Search;

/// <summary>Does something with many pictures, several at the same time.</summary>
internal static class Pictures
{
    /// <summary>The answers, in the order of the pictures; of one that cannot be read, the answer is its failure.</summary>
    /// <param name="addresses">Paths and addresses.</param>
    /// <param name="absolute">Makes a path absolute.</param>
    /// <param name="work">What is done with a picture: given its place among the addresses, and the picture.</param>
    /// <param name="failed">The answer where it cannot be read: given its place and why.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<T[]> EachAsync<T>(
        IReadOnlyList<string> addresses, Func<string, string> absolute, Func<int, GreyImage, Task<T>> work, Func<int, string, T> failed,
        CancellationToken cancellation)
    {
        var sources = new VideoSources();
        var answers = new T[addresses.Count];
        await Parallel.ForEachAsync(addresses.Index(), cancellation, async (one, stop) =>
        {
            try
            {
                using var picture = await ImageReader.ReadAsync(sources, absolute(one.Item), stop);
                answers[one.Index] = await work(one.Index, GreyImage.Of(picture));
            }
            catch (VideoPipelineException problem)
            {
                answers[one.Index] = failed(one.Index, $"{problem.GetType().Name}: {problem.Message}");
            }
        });
        return answers;
    }
}
