namespace Amazon.Lambda.APIGatewayEvents;

/// <summary>
/// A request to an HTTP API, payload format 2.0
/// (docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html).
/// </summary>
public class APIGatewayHttpApiV2ProxyRequest
{
    /// <summary>The format: <c>2.0</c>.</summary>
    public string Version { get; set; }

    /// <summary>The route that was chosen, such as <c>POST /images/shape</c> or <c>GET /executions/{id}</c>.</summary>
    public string RouteKey { get; set; }

    /// <summary>The path, with the stage before it unless that is <c>$default</c>.</summary>
    public string RawPath { get; set; }

    /// <summary>The query as it was sent, without <c>?</c>.</summary>
    public string RawQueryString { get; set; }

    /// <summary>The cookies; null where there are none.</summary>
    public string[] Cookies { get; set; }

    /// <summary>The headers, names in lower case; several values of one are joined by commas.</summary>
    public IDictionary<string, string> Headers { get; set; }

    /// <summary>The query's parameters, decoded; several values of one are joined by commas. Null where there are none.</summary>
    public IDictionary<string, string> QueryStringParameters { get; set; }

    /// <summary>Who asks, and how.</summary>
    public ProxyRequestContext RequestContext { get; set; }

    /// <summary>The body; null where there is none.</summary>
    public string Body { get; set; }

    /// <summary>What stands for <c>{names}</c> of the route; null where it has none.</summary>
    public IDictionary<string, string> PathParameters { get; set; }

    /// <summary>Whether <see cref="Body"/> is Base64 of the bytes.</summary>
    public bool IsBase64Encoded { get; set; }

    /// <summary>Who asks, and how.</summary>
    public class ProxyRequestContext
    {
        /// <summary>The account of the API.</summary>
        public string AccountId { get; set; }

        /// <summary>The API.</summary>
        public string ApiId { get; set; }

        /// <summary>The API's host.</summary>
        public string DomainName { get; set; }

        /// <summary>The first label of the host.</summary>
        public string DomainPrefix { get; set; }

        /// <summary>The request's first line and sender.</summary>
        public HttpDescription Http { get; set; }

        /// <summary>The request's id.</summary>
        public string RequestId { get; set; }

        /// <summary>The route that was chosen.</summary>
        public string RouteKey { get; set; }

        /// <summary>The stage.</summary>
        public string Stage { get; set; }

        /// <summary>When it came, as <c>12/Mar/2026:19:03:58 +0000</c>.</summary>
        public string Time { get; set; }

        /// <summary>When it came, in milliseconds since 1970.</summary>
        public long TimeEpoch { get; set; }
    }

    /// <summary>The request's first line and sender.</summary>
    public class HttpDescription
    {
        /// <summary>The method.</summary>
        public string Method { get; set; }

        /// <summary>The path.</summary>
        public string Path { get; set; }

        /// <summary>The protocol, such as <c>HTTP/1.1</c>.</summary>
        public string Protocol { get; set; }

        /// <summary>The sender's address.</summary>
        public string SourceIp { get; set; }

        /// <summary>The sender's program.</summary>
        public string UserAgent { get; set; }
    }
}
