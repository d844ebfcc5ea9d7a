using System.Text.RegularExpressions;

namespace VideoPipeline.Local.Functions.Templates;

/// <summary>
/// Reads the routes of the HTTP API. A route (<c>AWS::ApiGatewayV2::Route</c>) names its integration, and that its function.
/// </summary>
/// <param name="resources">The section <c>Resources</c>.</param>
internal sealed partial class RouteReader(TemplateNode resources)
{
    /// <summary>The routes by the logical IDs of their functions.</summary>
    /// <exception cref="TemplateException">A route is invalid.</exception>
    public ILookup<string, SamRoute> Read() =>
        resources.OfType("AWS::ApiGatewayV2::Route").Select(resource => resource.Value.Properties())
            .ToLookup(FunctionOf, route => RouteOf(route.Required("RouteKey")));

    private static SamRoute RouteOf(TemplateNode key) => key.Text().Split(' ') is [{ Length: > 0 } method, { Length: > 0 } path]
        ? new SamRoute(method, path)
        : throw key.Error($"this must be a method and a path, such as GET /images (got '{key.Text()}')");

    private string FunctionOf(TemplateNode route)
    {
        var target = route.Required("Target");
        if (target.Value() is not TemplateValue.Substitution { Text: var text }
            || Integration().Match(text) is not { Success: true } id)
            throw target.Error("this must be !Sub \"integrations/${…}\"");
        var integration = resources.Find(id.Groups[1].Value)
            ?? throw target.Error($"the integration {id.Groups[1].Value} does not exist");
        var function = integration.Properties().Required("IntegrationUri");
        return function.Value() is TemplateValue.Reference { Attribute: "Arn", LogicalId: var name }
            ? name
            : throw function.Error("this must be !GetAtt of the Arn of a function");
    }

    [GeneratedRegex(@"^integrations/\$\{(\w+)\}$")]
    private static partial Regex Integration();
}
