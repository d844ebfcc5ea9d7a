using System.Security.Cryptography;
using System.Text;
using Amazon.Lambda.APIGatewayEvents;

namespace VideoPipeline.Functions.Http;

/// <summary>The key that requests of the HTTP API must contain in the header <c>x-api-key</c>.</summary>
/// <param name="key">The key; null if requests need none, because API Gateway authorizes them.</param>
internal sealed class ApiKey(string? key)
{
    /// <summary>The name of the header, in lower case as in the payload format 2.0.</summary>
    public const string Header = "x-api-key";

    private readonly byte[]? _hash = key is null ? null : Hash(key);

    /// <summary>The response to a request without the key: status 403; null if the request is authorized.</summary>
    public APIGatewayHttpApiV2ProxyResponse? Refuse(APIGatewayHttpApiV2ProxyRequest request) =>
        // Hashes have the same length, so the duration of the comparison depends on neither key.
        _hash is null || CryptographicOperations.FixedTimeEquals(_hash, Hash(request.Header(Header) ?? ""))
            ? null
            : HttpResponses.Forbidden($"The header {Header} is missing or wrong. Send the key of the deployment (its ApiKey).");

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
