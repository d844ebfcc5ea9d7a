namespace Amazon.Lambda.APIGatewayEvents;

/// <summary>
/// A request to an HTTP API, in payload format 2.0
/// (docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html).
/// </summary>
public class APIGatewayHttpApiV2ProxyRequest
{
    /// <summary>The payload format version, <c>2.0</c>.</summary>
    public string Version { get; set; }

    /// <summary>The matched route, such as <c>POST /images/shape</c> or <c>GET /executions/{id}</c>.</summary>
    public string RouteKey { get; set; }

    /// <summary>The path, with the stage as a prefix unless it is <c>$default</c>.</summary>
    public string RawPath { get; set; }

    /// <summary>The raw query string, without <c>?</c>.</summary>
    public string RawQueryString { get; set; }

    /// <summary>The cookies; null if there are none.</summary>
    public string[] Cookies { get; set; }

    /// <summary>The headers, with names in lower case. Multiple values of a header are joined with commas.</summary>
    public IDictionary<string, string> Headers { get; set; }

    /// <summary>The decoded query parameters; null if there are none. Multiple values of a parameter are joined with
    /// commas.</summary>
    public IDictionary<string, string> QueryStringParameters { get; set; }

    /// <summary>The API, the route and the HTTP request.</summary>
    public ProxyRequestContext RequestContext { get; set; }

    /// <summary>The body; null if there is none.</summary>
    public string Body { get; set; }

    /// <summary>The values of the route's path parameters, such as <c>{id}</c>; null if it has none.</summary>
    public IDictionary<string, string> PathParameters { get; set; }

    /// <summary>Whether <see cref="Body"/> is Base64-encoded.</summary>
    public bool IsBase64Encoded { get; set; }

    /// <summary>The API, the route and the HTTP request.</summary>
    public class ProxyRequestContext
    {
        /// <summary>The account id of the API.</summary>
        public string AccountId { get; set; }

        /// <summary>The id of the API.</summary>
        public string ApiId { get; set; }

        /// <summary>The domain name of the API.</summary>
        public string DomainName { get; set; }

        /// <summary>The first label of the domain name.</summary>
        public string DomainPrefix { get; set; }

        /// <summary>The request line and the client.</summary>
        public HttpDescription Http { get; set; }

        /// <summary>The request id.</summary>
        public string RequestId { get; set; }

        /// <summary>The matched route.</summary>
        public string RouteKey { get; set; }

        /// <summary>The stage.</summary>
        public string Stage { get; set; }

        /// <summary>The time of the request, such as <c>12/Mar/2026:19:03:58 +0000</c>.</summary>
        public string Time { get; set; }

        /// <summary>The time of the request in milliseconds since the Unix epoch.</summary>
        public long TimeEpoch { get; set; }
    }

    /// <summary>The request line and the client.</summary>
    public class HttpDescription
    {
        /// <summary>The method.</summary>
        public string Method { get; set; }

        /// <summary>The path.</summary>
        public string Path { get; set; }

        /// <summary>The protocol, such as <c>HTTP/1.1</c>.</summary>
        public string Protocol { get; set; }

        /// <summary>The IP address of the client.</summary>
        public string SourceIp { get; set; }

        /// <summary>The User-Agent header.</summary>
        public string UserAgent { get; set; }
    }
}
