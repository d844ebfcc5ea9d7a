namespace VideoPipeline.Local.Functions.Templates;

/// <summary>A route of the HTTP API that invokes a function: a resource <c>AWS::ApiGatewayV2::Route</c>.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path; <c>{name}</c> matches one segment.</param>
internal readonly record struct SamRoute(string Method, string Path)
{
    /// <summary>The route key, such as <c>GET /executions/{id}</c>.</summary>
    public string Key => $"{Method} {Path}";
}
