using System.Globalization;
using Amazon.Lambda.APIGatewayEvents;
using VideoPipeline.Errors;
using VideoPipeline.Functions.Http;
using VideoPipeline.Stills.Classification;
using VideoPipeline.Stills.Fingerprints;

namespace VideoPipeline.Functions.Images;

/// <summary>The questions by their routes. The model and the detector stay loaded from one request to the next.</summary>
/// <param name="models">Finds models.</param>
internal sealed class ImageQuestions(ModelLibrary models) : IDisposable
{
    private (Model Model, Network Network)? _loaded;
    private SiftDetector? _detector;

    /// <summary>What a request asks about its pictures; null where it is none of the questions.</summary>
    /// <exception cref="InvalidInputException">The model is not there, or another parameter of the query is not possible.</exception>
    public async Task<IImageQuestion?> OfAsync(APIGatewayHttpApiV2ProxyRequest request, CancellationToken cancellation) => request.RouteKey switch
    {
        "POST /images/shape" => new ShapeQuestion(),
        "POST /images/nbytes" => new SizeQuestion(),
        "POST /images/classify" => await ClassifyAsync(request.Query("model") ?? BuiltInModels.Default, Top(request.Query("top")), cancellation),
        "POST /images/fingerprint" => new FingerprintQuestion(_detector ??= new SiftDetector()),
        _ => null,
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        _loaded?.Network.Dispose();
        _detector?.Dispose();
    }

    private async Task<IImageQuestion> ClassifyAsync(string name, int top, CancellationToken cancellation)
    {
        // Who may send pictures may not have this machine read files or ask servers.
        if (name.Contains('/')) throw new InvalidInputException($"model is '{name}', which is no name. Give the name of a model that is installed here.");
        if (_loaded?.Model.Name != name)
        {
            var model = await models.OpenAsync(name, cancellation);
            _loaded?.Network.Dispose();
            _loaded = null;
            _loaded = (model, Network.Load(model));
        }
        return new ClassifyQuestion(_loaded.Value.Model, _loaded.Value.Network, top);
    }

    private static int Top(string? text) => text is null ? ClassificationAnalyzer.DefaultTop
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var top) && top is >= 1 and <= 1000 ? top
        : throw new InvalidInputException($"top is '{text}'; it must be a number from 1 to 1000.");
}
