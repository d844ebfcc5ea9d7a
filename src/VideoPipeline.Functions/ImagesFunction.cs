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
public sealed class ImagesFunction(ModelLibrary models) : IDisposable
{
    // 6 MB, without the headers (Lambda developer guide, "Lambda quotas").
    private const long LargestAnswer = (6 << 20) - 4096;

    private readonly ImageQuestions _questions = new(models);

    /// <summary>
    /// A list with an answer for each picture, in the order in which they were sent; <c>{"error": {"type", "message"}}</c> in the place
    /// of one that cannot be read. The status is 200, or 422 where none can be read.
    /// </summary>
    [LambdaFunction]
    public async Task<APIGatewayHttpApiV2ProxyResponse> Images(APIGatewayHttpApiV2ProxyRequest request, ILambdaContext context)
    {
        try
        {
            return await StepLog.RunAsync(context, new StepSubject(null, null, null), (measures, stop) => AnswerAsync(request, measures, stop));
        }
        catch (VideoPipelineException failure)
        {
            return HttpAnswers.Failure(failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _questions.Dispose();

    private async Task<APIGatewayHttpApiV2ProxyResponse> AnswerAsync(
        APIGatewayHttpApiV2ProxyRequest request, StepMeasures measures, CancellationToken stop)
    {
        if (await _questions.OfAsync(request, stop) is not { } question)
            return HttpAnswers.NotFound($"There is no {request.RouteKey}. Pictures are sent to POST /images/shape, /images/nbytes, /images/classify or /images/fingerprint.");
        var images = await UploadedImage.AllAsync(request, stop);
        (measures.Frames, measures.Bytes) = (images.Count, images.Sum(image => (long)image.Bytes.Length));
        var answers = images.Select(image => Answer(question, image)).ToArray();
        var response = HttpAnswers.Json(answers.All(answer => answer is Unread) ? 422 : 200, answers);
        return SizeOf(response.Body) <= LargestAnswer
            ? response
            : throw new LimitExceededException(
                $"The answer would be larger than the {LargestAnswer} bytes that Lambda passes on. Send fewer pictures, or ask for fewer classes (top).");
    }

    // As a string in Lambda's answer, where each quote takes two bytes.
    private static long SizeOf(string body) => Encoding.UTF8.GetByteCount(body) + body.Count(character => character is '"' or '\\');

    private static object Answer(IImageQuestion question, UploadedImage image)
    {
        try
        {
            using var picture = ImageReader.Decode(image.Bytes, image.Name);
            return question.Answer(picture);
        }
        catch (VideoPipelineException problem)
        {
            return new Unread(HttpProblem.Of(problem));
        }
    }

    private sealed record Unread(HttpProblem Error);
}
