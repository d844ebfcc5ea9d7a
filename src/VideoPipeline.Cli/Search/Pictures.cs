using System.Runtime.CompilerServices;
using OpenCvSharp;
using VideoPipeline.Errors;
using VideoPipeline.Imaging;
using VideoPipeline.Sources;

namespace VideoPipeline.Cli.Search;

/// <summary>Does something with many pictures, several at the same time.</summary>
internal static class Pictures
{
    /// <summary>How many at the same time.</summary>
    public static int AtOnce => Environment.ProcessorCount;

    /// <summary>The answers, in the order of the pictures; of one that cannot be read, the answer is its failure.</summary>
    /// <param name="sources">Reads addresses.</param>
    /// <param name="addresses">Paths and addresses.</param>
    /// <param name="absolute">Makes a path absolute.</param>
    /// <param name="work">What is done with a picture: given its place among the addresses, and the picture.</param>
    /// <param name="failed">The answer where it cannot be read: given its place and why.</param>
    /// <param name="cancellation">Gives up; nothing is left running.</param>
    public static async IAsyncEnumerable<T> EachAsync<T>(
        VideoSources sources, IReadOnlyList<string> addresses, Func<string, string> absolute, Func<int, Mat, Task<T>> work,
        Func<int, string, T> failed, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var running = new Queue<Task<T>>();
        try
        {
            foreach (var (place, address) in addresses.Index())
            {
                // One more than are worked on, so that no thread waits for a picture to be read.
                if (running.Count > AtOnce) yield return await running.Dequeue();
                running.Enqueue(Task.Run(() => OneAsync(place, absolute(address)), cancellation));
            }
            while (running.TryDequeue(out var next)) yield return await next;
        }
        finally
        {
            await ((Task)Task.WhenAll(running)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        async Task<T> OneAsync(int place, string address)
        {
            try
            {
                using var picture = await ImageReader.ReadAsync(sources, address, cancellation);
                return await work(place, picture);
            }
            catch (VideoPipelineException problem)
            {
                return failed(place, $"{problem.GetType().Name}: {problem.Message}");
            }
        }
    }
}
