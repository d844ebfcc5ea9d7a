using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace Amazon.StepFunctions.Internal;

/// <summary>Unmarshals a response or an error response.</summary>
internal sealed class ResponseJson<TResponse> : JsonResponseUnmarshaller
    where TResponse : AmazonWebServiceResponse
{
    public static ResponseJson<TResponse> Instance { get; } = new();

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext context) =>
        JsonSerializer.Deserialize<TResponse>(context.Stream, WireJson.Options);

    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext context, Exception innerException, HttpStatusCode statusCode) =>
        ErrorJson.Read(typeof(TResponse), context, innerException, statusCode);
}
