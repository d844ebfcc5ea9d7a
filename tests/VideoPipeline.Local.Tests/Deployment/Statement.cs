using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace VideoPipeline.Local.Tests.Deployment;

/// <summary>The permission that a policy statement of the template grants.</summary>
/// <param name="Action">The action.</param>
/// <param name="Resource">The resource; references are written as <c>${Name}</c>.</param>
/// <param name="Prefix">The pattern of prefixes that it may list; null for all.</param>
internal sealed record Statement(string Action, string Resource, string? Prefix)
{
    /// <summary>The statements of a function's policies.</summary>
    /// <param name="function">The logical ID of the function.</param>
    /// <param name="template">The template; null for the default parameters.</param>
    public static IReadOnlyList<Statement> OfFunction(string function, RenderedTemplate? template = null) =>
        Of((template ?? RenderedTemplate.Default).Properties(function)["Policies"]?.AsArray().Select(policy => policy!) ?? []);

    /// <summary>The statements of a role's policies, by policy name.</summary>
    /// <param name="role">The logical ID of the role.</param>
    /// <param name="template">The template; null for the default parameters.</param>
    public static IReadOnlyDictionary<string, IReadOnlyList<Statement>> OfRole(string role, RenderedTemplate? template = null) =>
        (template ?? RenderedTemplate.Default).Properties(role)["Policies"]!.AsArray().ToDictionary(
            policy => (string)policy!["PolicyName"]!,
            policy => Of([policy!["PolicyDocument"]!]));

    /// <summary>Whether it grants an action on a resource. References <c>${Name}</c> are compared as text.</summary>
    public bool Grants(string action, string resource, string? prefix = null) =>
        action == Action && Matches(Resource, resource) && (Prefix is null || (prefix is not null && Matches(Prefix, prefix)));

    // In IAM, * matches any text, including slashes.
    private static bool Matches(string pattern, string text) =>
        Regex.IsMatch(
            text, "^" + Regex.Escape(pattern).Replace(@"\*", ".*", StringComparison.Ordinal) + "$", RegexOptions.Singleline);

    private static IReadOnlyList<Statement> Of(IEnumerable<JsonNode> documents) =>
    [
        .. from document in documents
           from statement in document["Statement"]!.AsArray()
           from resource in statement!["Resource"] as JsonArray ?? [statement["Resource"]!.DeepClone()]
           select new Statement(
               (string)statement["Action"]!,
               Text(resource!),
               (string?)statement["Condition"]?["StringLike"]?["s3:prefix"]),
    ];

    private static string Text(JsonNode resource) => resource switch
    {
        JsonObject reference when reference["Ref"] is { } name => $"${{{name}}}",
        JsonObject reference when reference["Fn::GetAtt"] is { } attribute => $"${{{attribute}}}",
        _ => (string)resource!,
    };
}
