using System.Runtime.CompilerServices;
using System.Threading.Channels;
using OpenCvSharp;
using VideoPipeline.Classification;
using VideoPipeline.Imaging;
using VideoPipeline.Results;
using VideoPipeline.Sources;

namespace VideoPipeline.Cli.Classification;

/// <summary>Classifies pictures, several at the same time, each by one thread; results come in the order of the pictures.</summary>
/// <param name="model">The model; each thread loads its own.</param>
/// <param name="sources">Reads addresses.</param>
/// <param name="top">Classes of each picture.</param>
/// <param name="threads">Pictures at the same time.</param>
internal sealed class ImageClassifier(Model model, VideoSources sources, int top, int threads) : IAsyncDisposable
{
    private readonly Channel<Network> idle = Channel.CreateUnbounded<Network>();
    private int loaded;

    /// <summary>What is in the pictures.</summary>
    /// <param name="images">Paths and addresses.</param>
    /// <param name="absolute">Makes a path absolute.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="InvalidInputException">The model cannot be loaded, or does not do what its description says.</exception>
    public async IAsyncEnumerable<ImageClasses> ClassifyAsync(
        IReadOnlyList<string> images, Func<string, string> absolute, [EnumeratorCancellation] CancellationToken cancellation)
    {
        Network.Check(model);
        var running = new Queue<Task<ImageClasses>>();
        foreach (var image in images)
        {
            // One more than are being classified, so that no thread waits for a picture to be read.
            if (running.Count > threads) yield return await running.Dequeue();
            running.Enqueue(Task.Run(() => ClassifyAsync(image, absolute(image), cancellation), cancellation));
        }
        while (running.TryDequeue(out var next)) yield return await next;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        for (; loaded > 0; loaded--) (await idle.Reader.ReadAsync()).Dispose();
    }

    private async Task<ImageClasses> ClassifyAsync(string image, string address, CancellationToken cancellation)
    {
        var shown = SourceAddress.ForPeople(image);
        try
        {
            using var picture = await ImageReader.ReadAsync(sources, address, cancellation);
            var best = ClassScore.Best(await ScoresAsync(picture, cancellation), top);
            return new ImageClasses(shown, [.. best.Select(one => new SummaryLabel(one.Id, model.Labels[one.Id], one.Score))]);
        }
        catch (VideoPipelineException problem)
        {
            return new ImageClasses(shown, [], $"{problem.GetType().Name}: {problem.Message}");
        }
    }

    private async Task<float[]> ScoresAsync(Mat picture, CancellationToken cancellation)
    {
        if (!idle.Reader.TryRead(out var network))
        {
            if (Interlocked.Increment(ref loaded) <= threads) network = Network.Load(model);
            else
            {
                Interlocked.Decrement(ref loaded);
                network = await idle.Reader.ReadAsync(cancellation);
            }
        }
        try
        {
            return network.Scores(picture);
        }
        finally
        {
            idle.Writer.TryWrite(network);
        }
    }
}
