using System.Text;
using Amazon.Lambda.APIGatewayEvents;
using VideoPipeline.Errors;

namespace VideoPipeline.Functions.Http;

/// <summary>Reads requests of the HTTP API.</summary>
internal static class HttpRequests
{
    /// <summary>Decodes the body; empty if there is none.</summary>
    /// <exception cref="InvalidInputException">The body is not valid Base64, although <c>isBase64Encoded</c> is true.</exception>
    public static byte[] BodyBytes(this APIGatewayHttpApiV2ProxyRequest request)
    {
        try
        {
            return request.Body is not { } body ? []
                : request.IsBase64Encoded ? Convert.FromBase64String(body)
                : Encoding.UTF8.GetBytes(body);
        }
        catch (FormatException exception)
        {
            throw new InvalidInputException(
                "The request body is not valid Base64, although isBase64Encoded is true. Encode the body.",
                exception);
        }
    }

    /// <summary>The value of a header; null if it is missing.</summary>
    /// <param name="request">The request.</param>
    /// <param name="name">Its name in lower case, as in the payload format 2.0.</param>
    public static string? Header(this APIGatewayHttpApiV2ProxyRequest request, string name) =>
        request.Headers?.TryGetValue(name, out var value) == true ? value : null;

    /// <summary>The value of a query string parameter; null if it is missing.</summary>
    public static string? Query(this APIGatewayHttpApiV2ProxyRequest request, string name) =>
        request.QueryStringParameters?.TryGetValue(name, out var value) == true ? value : null;
}
