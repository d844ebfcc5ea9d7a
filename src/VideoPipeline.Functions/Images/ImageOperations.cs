using System.Globalization;
using Amazon.Lambda.APIGatewayEvents;
using VideoPipeline.Errors;
using VideoPipeline.Functions.Http;
using VideoPipeline.Stills.Classification;
using VideoPipeline.Stills.Fingerprints;
using VideoPipeline.Video;

namespace VideoPipeline.Functions.Images;

/// <summary>Creates the operations by route. Keeps the model and the keypoint detector loaded between requests.</summary>
/// <param name="models">Opens models.</param>
internal sealed class ImageOperations(ModelLibrary models) : IDisposable
{
    private (Model Model, Network Network)? _loaded;
    private SiftDetector? _detector;

    /// <summary>The operation that a request's route names; null if there is no such operation.</summary>
    /// <exception cref="InvalidInputException">The model does not exist, or a query string parameter is invalid.</exception>
    public async Task<IImageOperation?> FindAsync(
        APIGatewayHttpApiV2ProxyRequest request, CancellationToken cancellation) => request.RouteKey switch
    {
        "POST /images/shape" => new ShapeOperation(),
        "POST /images/nbytes" => new ByteCountOperation(),
        "POST /images/classify" => await ClassifyAsync(
            request.Query("model") ?? BuiltInModels.Default, Top(request.Query("top")), cancellation),
        "POST /images/fingerprint" => new FingerprintOperation(_detector ??= new SiftDetector()),
        _ => null,
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        _loaded?.Network.Dispose();
        _detector?.Dispose();
    }

    private async Task<IImageOperation> ClassifyAsync(string name, int top, CancellationToken cancellation)
    {
        // A path or an address would let clients read local files and send requests to other servers.
        if (name.Contains('/'))
        {
            throw new InvalidInputException(
                $"model must be a name, not a path or an address (got '{(SourceAddress)name}'). Give the name of an installed "
                + "model.");
        }

        if (_loaded?.Model.Name != name)
        {
            var model = await models.OpenAsync(name, cancellation);
            _loaded?.Network.Dispose();
            _loaded = null;
            _loaded = (model, Network.Load(model));
        }
        return new ClassifyOperation(_loaded.Value.Model, _loaded.Value.Network, top);
    }

    private static int Top(string? text) => text is null ? ClassificationAnalyzerFactory.DefaultTop
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var top) && top is >= 1 and <= 1000 ? top
        : throw new InvalidInputException($"top must be an integer from 1 to 1000 (got '{text}').");
}
