using System.Text.RegularExpressions;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Local.Tests.Deployment;

/// <summary><c>docs/deploy.md</c> agrees with the template and the definition.</summary>
public sealed partial class DocumentTests
{
    private static readonly IReadOnlyList<string> s_rows =
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "docs", "deploy.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal)),
    ];

    [Fact]
    public void States_OfTheDefinition_AreDocumented()
    {
        var documented = s_rows.SelectMany(row => Bold().Matches(row)).Select(name => name.Groups[1].Value);

        Assert.Equal(DefinitionFile.StateNames.Order(), documented.Distinct().Order());
    }

    [Fact]
    public void Parameters_OfTheTemplate_AreDocumentedWithDefaults()
    {
        var parameters = TemplateFile.Root["Parameters"]!.AsObject().Select(parameter =>
            (parameter.Key, (string?)parameter.Value!["Default"] is { Length: > 0 } value ? value : "none"));

        var documented = s_rows.Select(row => Parameter().Match(row)).Where(row => row.Success)
            .Select(row => (row.Groups[1].Value, row.Groups[2].Value.Trim('`')));

        Assert.Equal(parameters.Order(), documented.Order());
    }

    [GeneratedRegex(@"\*\*(\w+)\*\*")]
    private static partial Regex Bold();

    [GeneratedRegex(@"^\| `(\w+)` \| (\S+) \|")]
    private static partial Regex Parameter();
}
