using System.Threading.Channels;
using OpenCvSharp;
using VideoPipeline.Cli.Search;
using VideoPipeline.Errors;
using VideoPipeline.Sources;
using VideoPipeline.Stills.Classification;
using VideoPipeline.Video;

namespace VideoPipeline.Cli.Classification;

/// <summary>Classifies pictures, several at the same time, each by one thread; results come in the order of the pictures.</summary>
/// <param name="model">The model; each thread loads its own.</param>
/// <param name="sources">Reads addresses.</param>
/// <param name="top">Classes of each picture.</param>
internal sealed class ImageClassifier(Model model, VideoSources sources, int top) : IAsyncDisposable
{
    private readonly Channel<Network> _idle = Channel.CreateUnbounded<Network>();
    private int _loaded;

    /// <summary>What is in the pictures.</summary>
    /// <param name="images">Paths and addresses.</param>
    /// <param name="absolute">Makes a path absolute.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="InvalidInputException">The model cannot be loaded, or does not do what its description says.</exception>
    public IAsyncEnumerable<ImageClasses> ClassifyAsync(
        IReadOnlyList<string> images, Func<string, string> absolute, CancellationToken cancellation)
    {
        Network.Check(model);
        return Pictures.EachAsync(
            sources,
            images,
            absolute,
            async (place, picture) => new ImageClasses(Shown(place), model.Best(await ScoresAsync(picture, cancellation), top)),
            (place, error) => new ImageClasses(Shown(place), [], error),
            cancellation);

        string Shown(int place) => SourceAddress.ForDisplay(images[place]);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        for (; _loaded > 0; _loaded--) (await _idle.Reader.ReadAsync()).Dispose();
    }

    private async Task<float[]> ScoresAsync(Mat picture, CancellationToken cancellation)
    {
        if (!_idle.Reader.TryRead(out var network))
        {
            if (Interlocked.Increment(ref _loaded) <= Pictures.AtOnce) network = Network.Load(model);
            else
            {
                Interlocked.Decrement(ref _loaded);
                network = await _idle.Reader.ReadAsync(cancellation);
            }
        }
        try
        {
            return network.Scores(picture);
        }
        finally
        {
            _idle.Writer.TryWrite(network);
        }
    }
}
