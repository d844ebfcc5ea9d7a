using System.Runtime.CompilerServices;
using OpenCvSharp;
using VideoPipeline.Errors;
using VideoPipeline.Imaging;
using VideoPipeline.Sources;
using VideoPipeline.Video;

namespace VideoPipeline.Cli.Search;

/// <summary>Processes many images in parallel.</summary>
internal static class ImageBatch
{
    /// <summary>The maximum number of images processed at the same time.</summary>
    public static int MaxConcurrency => Environment.ProcessorCount;

    /// <summary>Processes images and returns the results in their order.</summary>
    /// <param name="sources">Opens the addresses.</param>
    /// <param name="addresses">The paths and addresses of the images.</param>
    /// <param name="absolute">Returns the absolute path of an address that is a path.</param>
    /// <param name="work">Processes an image: receives its index among the addresses, and the image.</param>
    /// <param name="failed">Creates the result for an image that cannot be read: receives its index and the error.</param>
    /// <param name="cancellation">Cancels the operation and waits for the running tasks.</param>
    public static async IAsyncEnumerable<T> ProcessAsync<T>(
        VideoSources sources, IReadOnlyList<SourceAddress> addresses, Func<SourceAddress, SourceAddress> absolute,
        Func<int, Mat, Task<T>> work, Func<int, string, T> failed, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var running = new Queue<Task<T>>();
        try
        {
            foreach (var (index, address) in addresses.Index())
            {
                // One task more than the concurrency, so that reading the next image overlaps with the processing.
                if (running.Count > MaxConcurrency) yield return await running.Dequeue();
                running.Enqueue(Task.Run(() => ProcessOneAsync(index, absolute(address)), cancellation));
            }
            while (running.TryDequeue(out var next)) yield return await next;
        }
        finally
        {
            await ((Task)Task.WhenAll(running)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        async Task<T> ProcessOneAsync(int index, SourceAddress address)
        {
            try
            {
                using var image = await ImageReader.ReadAsync(sources, address, cancellation);
                return await work(index, image);
            }
            catch (VideoPipelineException problem)
            {
                return failed(index, $"{problem.GetType().Name}: {problem.Message}");
            }
        }
    }
}
