using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace Amazon.StepFunctions.Internal;

/// <summary>Marshals a request: POST to /, with the operation in a header (smithy.io, "AWS JSON 1.0 protocol").</summary>
internal sealed class RequestJson : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public static RequestJson Instance { get; } = new();

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var operation = input.GetType().Name[..^"Request".Length];
        var request = new DefaultRequest(input, "Amazon.StepFunctions")
        {
            HttpMethod = "POST",
            ResourcePath = "/",
            Content = JsonSerializer.SerializeToUtf8Bytes(input, input.GetType(), WireJson.Options),
        };
        request.Headers["X-Amz-Target"] = $"AWSStepFunctions.{operation}";
        request.Headers["Content-Type"] = "application/x-amz-json-1.0";
        return request;
    }
}
