using System.Text;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using VideoPipeline.Errors;
using VideoPipeline.Functions.Http;
using VideoPipeline.Functions.Images;
using VideoPipeline.Functions.Observation;
using VideoPipeline.Imaging;
using VideoPipeline.Search;
using VideoPipeline.Stills.Classification;
using VideoPipeline.Storage;

namespace VideoPipeline.Functions;

/// <summary>
/// The image endpoints: <c>POST /images/shape</c>, <c>nbytes</c>, <c>classify</c>, <c>fingerprint</c> and <c>find</c>.
/// </summary>
internal sealed class ImagesFunction(
    ModelLibrary models, IStore store, Settings settings, ApiKey key, TimeProvider time) : IDisposable
{
    // 6 MB, without the headers (Lambda developer guide, "Lambda quotas").
    private const long MaxResponseBytes = (6 << 20) - 4096;

    private readonly ImageOperations _operations = new(models);
    private readonly ImageSearch _search = new(store, settings.StoreFolder ?? $"s3://{settings.Bucket}/", time);

    /// <summary>
    /// Responds with a list: the result for each image, in request order, or <c>{"error": {"type", "message"}}</c> if it cannot
    /// be decoded. The status is 200, or 422 if no image can be decoded. The response of <c>find</c> is a
    /// <see cref="FindResult"/>.
    /// </summary>
    [LambdaFunction]
    public async Task<APIGatewayHttpApiV2ProxyResponse> Images(
        APIGatewayHttpApiV2ProxyRequest request, ILambdaContext context)
    {
        if (key.Refuse(request) is { } refusal) return refusal;
        try
        {
            return await StepLog.RunAsync(
                context,
                new StepSubject(null, null, null),
                (metrics, cancellation) => RespondAsync(request, context.RemainingTime, metrics, cancellation));
        }
        catch (VideoPipelineException failure)
        {
            return HttpResponses.Failure(failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _operations.Dispose();

    private async Task<APIGatewayHttpApiV2ProxyResponse> RespondAsync(
        APIGatewayHttpApiV2ProxyRequest request, TimeSpan remaining, StepMetrics metrics, CancellationToken cancellation)
    {
        if (request.RouteKey == ImageSearch.Route)
        {
            var searched = await ReadAsync(request, metrics, cancellation);
            var found = await _search.FindAsync(searched, remaining, cancellation);
            return Respond(found.Images.All(image => image.Found is null), found);
        }

        if (await _operations.FindAsync(request, cancellation) is not { } operation)
        {
            return HttpResponses.NotFound(
                $"The route {request.RouteKey} does not exist. "
                + "Send images to POST /images/shape, /images/nbytes, /images/classify, /images/fingerprint or /images/find.");
        }

        var images = await ReadAsync(request, metrics, cancellation);
        var results = images.Select(image => Run(operation, image)).ToArray();
        return Respond(results.All(result => result is DecodeError), results);
    }

    private static async Task<IReadOnlyList<UploadedImage>> ReadAsync(
        APIGatewayHttpApiV2ProxyRequest request, StepMetrics metrics, CancellationToken cancellation)
    {
        var images = await UploadedImage.ReadAllAsync(request, cancellation);
        (metrics.Frames, metrics.Bytes) = (images.Count, images.Sum(image => (long)image.Bytes.Length));
        return images;
    }

    private static APIGatewayHttpApiV2ProxyResponse Respond(bool allFailed, object results)
    {
        var response = HttpResponses.Json(allFailed ? 422 : 200, results);
        return SizeOf(response.Body) <= MaxResponseBytes
            ? response
            : throw new LimitExceededException(
                $"The response exceeds Lambda's limit of {MaxResponseBytes} bytes. "
                + "Send fewer images, or request fewer classes (top).");
    }

    // Lambda's response is JSON that contains the body as a string, in which quotes and backslashes are escaped.
    private static long SizeOf(string body) =>
        Encoding.UTF8.GetByteCount(body) + body.Count(character => character is '"' or '\\');

    private static object Run(IImageOperation operation, UploadedImage image)
    {
        try
        {
            using var picture = ImageReader.Decode(image.Bytes, image.Name);
            return operation.Compute(picture);
        }
        catch (VideoPipelineException failure)
        {
            return new DecodeError(HttpProblem.Of(failure));
        }
    }

    private sealed record DecodeError(HttpProblem Error);
}
