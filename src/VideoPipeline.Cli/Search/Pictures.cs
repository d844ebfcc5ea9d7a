using VideoPipeline.Fingerprints;
using VideoPipeline.Sources;

namespace VideoPipeline.Cli.Search;

/// <summary>Why nothing could be done with a picture.</summary>
/// <param name="Type">The kind of failure.</param>
/// <param name="Message">What was wrong, and what to do.</param>
internal sealed record PictureError(string Type, string Message);

/// <summary>Does something with many pictures, several at the same time.</summary>
internal static class Pictures
{
    /// <summary>The answers, in the order of the pictures; of one that cannot be read, the answer is its failure.</summary>
    /// <param name="addresses">Paths and addresses.</param>
    /// <param name="work">What is done with a picture.</param>
    /// <param name="failed">The answer where it cannot be read.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<T[]> EachAsync<T>(
        IReadOnlyList<string> addresses, Func<string, GreyImage, Task<T>> work, Func<string, PictureError, T> failed, CancellationToken cancellation)
    {
        var sources = new VideoSources();
        var answers = new T[addresses.Count];
        await Parallel.ForEachAsync(addresses.Index(), cancellation, async (one, stop) =>
        {
            try
            {
                var bytes = await PictureFile.ReadAsync(sources, one.Item, stop);
                answers[one.Index] = await work(one.Item, PictureFile.Decode(bytes, one.Item));
            }
            catch (VideoPipelineException problem)
            {
                answers[one.Index] = failed(one.Item, new PictureError(problem.GetType().Name, problem.Message));
            }
        });
        return answers;
    }
}
