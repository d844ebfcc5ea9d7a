using System.Threading.Channels;
using OpenCvSharp;
using VideoPipeline.Cli.Search;
using VideoPipeline.Errors;
using VideoPipeline.Sources;
using VideoPipeline.Stills.Classification;
using VideoPipeline.Video;

namespace VideoPipeline.Cli.Classification;

/// <summary>Classifies images in parallel, each on one thread; the results have the order of the images.</summary>
/// <param name="model">The model; each thread loads a separate network.</param>
/// <param name="sources">Opens the addresses.</param>
/// <param name="top">The number of classes per image.</param>
internal sealed class ImageClassifier(Model model, VideoSources sources, int top) : IAsyncDisposable
{
    private readonly Channel<Network> _idle = Channel.CreateUnbounded<Network>();
    private int _loaded;

    /// <summary>Classifies images.</summary>
    /// <param name="images">The paths and addresses of the images.</param>
    /// <param name="absolute">Returns the absolute path of an address that is a path.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    /// <exception cref="InvalidInputException">The model cannot be loaded or does not match its description.</exception>
    public IAsyncEnumerable<ImageClassification> ClassifyAsync(
        IReadOnlyList<SourceAddress> images, Func<SourceAddress, SourceAddress> absolute, CancellationToken cancellation)
    {
        Network.Check(model);
        return ImageBatch.ProcessAsync(
            sources,
            images,
            absolute,
            async (index, image) =>
                new ImageClassification(Address(index), model.Best(await ScoresAsync(image, cancellation), top)),
            (index, error) => new ImageClassification(Address(index), [], error),
            cancellation);

        string Address(int index) => images[index].ToString();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        for (; _loaded > 0; _loaded--) (await _idle.Reader.ReadAsync()).Dispose();
    }

    private async Task<float[]> ScoresAsync(Mat image, CancellationToken cancellation)
    {
        if (!_idle.Reader.TryRead(out var network))
        {
            if (Interlocked.Increment(ref _loaded) <= ImageBatch.MaxConcurrency) network = Network.Load(model);
            else
            {
                Interlocked.Decrement(ref _loaded);
                network = await _idle.Reader.ReadAsync(cancellation);
            }
        }
        try
        {
            return network.Scores(image);
        }
        finally
        {
            _idle.Writer.TryWrite(network);
        }
    }
}
