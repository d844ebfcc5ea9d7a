using System.Text;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using VideoPipeline.Errors;
using VideoPipeline.Functions.Http;
using VideoPipeline.Functions.Images;
using VideoPipeline.Functions.Observation;
using VideoPipeline.Imaging;
using VideoPipeline.Stills.Classification;

namespace VideoPipeline.Functions;

/// <summary>The image endpoints: <c>POST /images/shape</c>, <c>nbytes</c>, <c>classify</c> and <c>fingerprint</c>.</summary>
internal sealed class ImagesFunction(ModelLibrary models, ApiKey key) : IDisposable
{
    // 6 MB, without the headers (Lambda developer guide, "Lambda quotas").
    private const long MaxResponseBytes = (6 << 20) - 4096;

    private readonly ImageOperations _operations = new(models);

    /// <summary>
    /// Responds with a list: the result for each image, in request order, or <c>{"error": {"type", "message"}}</c> if it cannot
    /// be decoded. The status is 200, or 422 if no image can be decoded.
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
                (metrics, cancellation) => RespondAsync(request, metrics, cancellation));
        }
        catch (VideoPipelineException failure)
        {
            return HttpResponses.Failure(failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _operations.Dispose();

    private async Task<APIGatewayHttpApiV2ProxyResponse> RespondAsync(
        APIGatewayHttpApiV2ProxyRequest request, StepMetrics metrics, CancellationToken cancellation)
    {
        if (await _operations.FindAsync(request, cancellation) is not { } operation)
        {
            return HttpResponses.NotFound(
                $"The route {request.RouteKey} does not exist. "
                + "Send images to POST /images/shape, /images/nbytes, /images/classify or /images/fingerprint.");
        }

        var images = await UploadedImage.ReadAllAsync(request, cancellation);
        (metrics.Frames, metrics.Bytes) = (images.Count, images.Sum(image => (long)image.Bytes.Length));
        var results = images.Select(image => Run(operation, image)).ToArray();
        var response = HttpResponses.Json(results.All(result => result is DecodeError) ? 422 : 200, results);
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
