namespace VideoPipeline.Local.Functions.Templates;

/// <summary>A route of the HTTP API that leads to a function: an event of type <c>HttpApi</c>.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path, <c>{names}</c> in it standing for any one segment.</param>
public readonly record struct SamRoute(string Method, string Path)
{
    /// <summary>What the API calls it, such as <c>GET /executions/{id}</c>.</summary>
    public string Key => $"{Method} {Path}";
}
