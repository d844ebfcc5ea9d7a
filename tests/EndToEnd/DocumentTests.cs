using System.Text.RegularExpressions;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.EndToEnd;

/// <summary>Checks the papers: their links, their sizes, and that every document is reachable from the README.</summary>
public sealed partial class DocumentTests
{
    private static readonly string[] s_documents =
    [
        "README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md",
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md")
            .Select(path => $"docs/{Path.GetFileName(path)}").Order(),
    ];

    public static TheoryData<string> Documents => [.. s_documents];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Links_OfADocument_LeadSomewhere(string document)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, document))!;
        foreach (var (target, anchor) in LinksOf(document))
        {
            var path = target.Length == 0 ? Path.Combine(Repository.Root, document)
                : Path.GetFullPath(Path.Combine(folder, target));
            Assert.True(Path.Exists(path), $"{document} links to {target}, which does not exist.");
            if (anchor.Length > 0) Assert.Contains(anchor, AnchorsOf(path));
        }
    }

    [Fact]
    public void Readme_Lines_AreFew() =>
        Assert.InRange(File.ReadLines(Path.Combine(Repository.Root, "README.md")).Count(), 1, 180);

    [Fact]
    public void Readme_Links_ReachEveryDocument() =>
        Assert.Empty(s_documents.Except(["README.md"]).Except(LinksOf("README.md").Select(link => link.Target)));

    [Theory]
    [MemberData(nameof(Documents))]
    public void Paths_InCode_Exist(string document)
    {
        var missing = CodePath().Matches(Prose(document)).Select(match => match.Groups["path"].Value.TrimEnd('/'))
            .Where(path => !path.Contains('*', StringComparison.Ordinal) && !path.Contains("NAME", StringComparison.Ordinal))
            .Where(path => !Path.Exists(Path.Combine(Repository.Root, path)));
        Assert.Empty(missing);
    }

    private static IEnumerable<(string Target, string Anchor)> LinksOf(string document) =>
        from match in Link().Matches(Prose(document))
        let target = match.Groups["target"].Value
        where !target.Contains("://", StringComparison.Ordinal)
        select (target.Split('#')[0], target.Contains('#', StringComparison.Ordinal) ? target.Split('#')[1] : "");

    // As GitHub makes them: lower case, spaces to hyphens, punctuation dropped.
    private static IEnumerable<string> AnchorsOf(string path) => File.ReadLines(path)
        .Where(line => line.StartsWith('#'))
        .Select(line => NotInAnchor().Replace(line.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    // Without indented and fenced code, in which brackets are not links.
    private static string Prose(string document) => string.Join(
        '\n', File.ReadLines(Path.Combine(Repository.Root, document))
            .Where(line => !line.StartsWith("    ", StringComparison.Ordinal)));

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"`(?<path>(src|docs|tests|layers|statemachine|samples|events)/[\w./-]+)`")]
    private static partial Regex CodePath();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchor();
}
