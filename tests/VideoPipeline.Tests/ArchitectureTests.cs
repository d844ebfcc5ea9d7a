using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using VideoPipeline.Testing;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Tests;

/// <summary>
/// Checks the dependencies between the folders of <c>src/VideoPipeline</c>, whose namespaces are its folders, from the source
/// code.
/// </summary>
public sealed class ArchitectureTests
{
    /// <summary>
    /// The folders; each may use those before it only. <c>docs/architecture.md</c> describes them in this order.
    /// </summary>
    private static readonly string[] s_folders =
    [
        "Errors", "Temporary", "Video", "Sources", "Storage", "Npz", "Native", "Codecs", "Containers", "Indexing", "Selection",
        "Executions", "Planning", "Decoding", "Imaging", "Analysis", "Stills", "Results", "Workers", "Search", "Exports", "",
    ];

    /// <summary>
    /// The files below <c>src</c> that handle an address in full, with its credentials: they open it, connect to its host, join
    /// paths, hash it, or write the input of an execution. None may put it into a message, a log, a file or a name.
    /// </summary>
    private static readonly string[] s_revealing =
    [
        "VideoPipeline.Cli/Commands/VideoPipelineCommand.cs",
        "VideoPipeline.Cli/Videos/VideoNames.cs",
        "VideoPipeline.Local/Runs/ServerCheck.cs",
        "VideoPipeline/Sources/Files/FileSource.cs",
        "VideoPipeline/Sources/Http/HttpRequestSender.cs",
        "VideoPipeline/Sources/S3/S3Address.cs",
        "VideoPipeline/Stills/Classification/ModelLibrary.cs",
        "VideoPipeline/Video/SourceAddressJson.cs",
    ];

    private static readonly Lazy<IReadOnlyList<Use>> s_uses = new(() => [.. UsesIn(ReadSources())]);

    private static string Root => Path.Combine(Repository.Root, "src", "VideoPipeline");

    [Fact]
    public void Folders_EachFolder_IsListed() => Assert.Equal(
        s_folders.Where(folder => folder != "").Order(),
        Directory.GetDirectories(Root).Select(folder => Path.GetFileName(folder)!).Except(["bin", "obj"]).Order());

    [Fact]
    public void Folders_TableOfTheDocument_HasTheirOrder() => Assert.Equal(
        s_folders,
        File.ReadLines(Path.Combine(Repository.Root, "docs", "architecture.md"))
            .SkipWhile(line => line != "| folder | what is in it |").Skip(2).TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Split('|')[1].Trim().Trim('`')).Select(folder => folder == "(root)" ? "" : folder));

    [Fact]
    public void Folders_WhatEachUses_ComesBeforeIt() => Assert.Empty(s_uses.Value
        .Where(use => Array.IndexOf(s_folders, TopFolder(use.To)) > Array.IndexOf(s_folders, TopFolder(use.From)))
        .Select(use => use.ToString()).Distinct());

    /// <summary>The projects, and which others of ours each uses directly, as in <c>docs/architecture.md</c>.</summary>
    [Theory]
    [InlineData("VideoPipeline", "")]
    [InlineData("VideoPipeline.StatesLanguage", "")]
    [InlineData("VideoPipeline.Layers", "")]
    [InlineData("VideoPipeline.Bootstrap", "")]
    [InlineData("VideoPipeline.Pages", "VideoPipeline")]
    [InlineData("VideoPipeline.Functions", "VideoPipeline VideoPipeline.Pages")]
    [InlineData(
        "VideoPipeline.Local", "VideoPipeline VideoPipeline.Bootstrap VideoPipeline.Functions VideoPipeline.StatesLanguage")]
    [InlineData("VideoPipeline.WebConsole", "VideoPipeline.Local VideoPipeline.Pages")]
    [InlineData("VideoPipeline.Cli", "VideoPipeline.Local VideoPipeline.WebConsole")]
    public void Projects_EachUses_OnlyThoseListed(string project, string used) => Assert.Equal(
        used,
        string.Join(' ', XDocument.Load(Path.Combine(Repository.Root, "src", project, project + ".csproj"))
            .Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value))
            .Order(StringComparer.Ordinal)));

    [Fact]
    public void Namespaces_NoTwo_UseEachOther()
    {
        var pairs = s_uses.Value.ToLookup(use => (use.From, use.To));
        Assert.Empty(pairs.Where(pair => pairs.Contains((pair.Key.To, pair.Key.From))).Select(pair => pair.First().ToString()));
    }

    [Fact]
    public void UsesIn_TwoNamespacesThatUseEachOther_AreBothFound()
    {
        var sources = new[]
        {
            ("a", "namespace VideoPipeline.A; class One { void M() => B.Two.N(); }"),
            ("b", "namespace VideoPipeline.B; class Two { internal static void N() { } string O => nameof(A.One); }"),
        };

        Assert.Equal([("A", "B"), ("B", "A")], UsesIn(sources).Select(use => (use.From, use.To)).Distinct());
    }

    [Fact]
    public void Reveal_EachUse_IsInAListedFile() => Assert.Equal(
        s_revealing,
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => File.ReadAllText(file).Contains($".{nameof(SourceAddress.Reveal)}", StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(Path.Combine(Repository.Root, "src"), file)).Order(StringComparer.Ordinal));

    private static string TopFolder(string folder) => folder.Split('.')[0];

    private static IEnumerable<(string Path, string Text)> ReadSources() =>
        from file in Directory.EnumerateFiles(Root, "*.cs", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(Root, file)
        where !path.StartsWith("obj/", StringComparison.Ordinal) && !path.StartsWith("bin/", StringComparison.Ordinal)
        select (path, File.ReadAllText(file));

    // By binding every name: constants and nameof count too, which leave no trace in the assembly.
    private static IEnumerable<Use> UsesIn(IEnumerable<(string Path, string Text)> sources)
    {
        const string implicitUsings =
            "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; " +
            "global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;";
        var options = new CSharpParseOptions(LanguageVersion.Preview);
        var trees = sources.Append(("implicit", implicitUsings))
            .Select(source => CSharpSyntaxTree.ParseText(source.Item2, options, source.Item1)).ToList();
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(':')
            .Where(path => Path.GetFileName(path) != "VideoPipeline.dll").Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create("VideoPipeline", trees, references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
        foreach (var tree in trees)
        {
            var model = compilation.GetSemanticModel(tree);
            var from = tree.GetRoot().DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>()
                .FirstOrDefault()?.Name.ToString();
            if (from is null) continue;
            foreach (var name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
            {
                var info = model.GetSymbolInfo(name);
                var symbol = info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
                var type = symbol as INamedTypeSymbol ?? symbol?.ContainingType;
                // Tuples have locations in source too.
                if (type is null || type.IsTupleType || type.Locations.All(place => !place.IsInSource)) continue;
                var to = type.ContainingNamespace.ToDisplayString();
                if (to != from) yield return new Use(
                    Folder(from), Folder(to), Path.GetFileNameWithoutExtension(tree.FilePath), type.Name);
            }
        }
    }

    private static string Folder(string space) => space == "VideoPipeline" ? "" : space["VideoPipeline.".Length..];

    private sealed record Use(string From, string To, string File, string Type)
    {
        public override string ToString() => $"{From}/{File} uses {To}/{Type}";
    }
}
