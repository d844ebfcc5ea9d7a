using System.Text;
using Amazon.Lambda.APIGatewayEvents;
using VideoPipeline.Errors;

namespace VideoPipeline.Functions.Http;

/// <summary>Requests of the HTTP API as a function finds them.</summary>
internal static class HttpRequests
{
    /// <summary>The body's bytes; none where there is no body.</summary>
    /// <exception cref="InvalidInputException">It is not the Base64 that it is said to be.</exception>
    public static byte[] BodyBytes(this APIGatewayHttpApiV2ProxyRequest request)
    {
        try
        {
            return request.Body is not { } body ? [] : request.IsBase64Encoded ? Convert.FromBase64String(body) : Encoding.UTF8.GetBytes(body);
        }
        catch (FormatException problem)
        {
            throw new InvalidInputException("The request's body is not valid Base64, though isBase64Encoded says so.", problem);
        }
    }

    /// <summary>A header's value; null where it was not sent.</summary>
    /// <param name="request">The request.</param>
    /// <param name="name">In lower case, as the API has them.</param>
    public static string? Header(this APIGatewayHttpApiV2ProxyRequest request, string name) => request.Headers?.TryGetValue(name, out var value) == true ? value : null;

    /// <summary>A parameter of the query; null where it was not sent.</summary>
    public static string? Query(this APIGatewayHttpApiV2ProxyRequest request, string name) =>
        request.QueryStringParameters?.TryGetValue(name, out var value) == true ? value : null;
}
