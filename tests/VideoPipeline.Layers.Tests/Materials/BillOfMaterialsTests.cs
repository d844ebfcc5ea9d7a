using System.Diagnostics;
using System.Text.Json.Nodes;
using VideoPipeline.Layers.Materials;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Layers.Tests.Materials;

/// <summary>The bill of materials of what is deployed.</summary>
public sealed class BillOfMaterialsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_SourcesOfTheLayers_HaveVersionsAndTwoFiles()
    {
        var sources = DebianSource.Read(File.ReadLines(Path.Combine(Repository.Root, "layers", "sources")));

        Assert.Equal(
            ["ffmpeg", "dav1d", "zlib", "opencv", "protobuf", "libjpeg-turbo", "libpng1.6", "libwebp"],
            sources.Select(source => source.Name));
        Assert.All(sources, source =>
        {
            Assert.Matches("^[0-9.]+.*-[0-9]", source.Version);
            Assert.Equal(2, source.Files.Count);
            Assert.Contains(".orig.", source.Files[0].Path, StringComparison.Ordinal);
            Assert.All(source.Files, file => Assert.Matches("^[0-9a-f]{64}$", file.Sha256));
        });
    }

    [Theory]
    [InlineData("a source a_1.orig.tar.xz 00")] // without patches
    [InlineData("a patches a.debian.tar.xz 00")] // without version
    [InlineData("a patches a_1-1.debian.tar.xz")] // without checksum
    public void Read_InvalidLine_ThrowsNamingIt(string line)
    {
        var error = Assert.Throws<InvalidDataException>(() => DebianSource.Read([line]));

        Assert.Contains("layers/sources: a", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Complete_Version_IsEncodedInThePackageUrl()
    {
        var bill = Complete(new DebianSource("zlib", "1.3.dfsg+really1.3.1-1", [new("z/zlib/a.tar.xz", "00")]));

        var component = bill["components"]![0]!;
        Assert.Equal("pkg:deb/debian/zlib@1.3.dfsg%2Breally1.3.1-1?arch=source", (string?)component["purl"]);
        Assert.Equal("1.3.dfsg+really1.3.1-1", (string?)component["version"]);
        Assert.Equal("00", (string?)component["externalReferences"]![0]!["hashes"]![0]!["content"]);
    }

    [Fact]
    public void Complete_Time_IsLeftOut() => Assert.Null(Complete()["metadata"]!["timestamp"]);

    [Fact]
    public async Task Sbom_Functions_ListsEachLibraryThatTheyLoad()
    {
        var file = Path.Combine(_folder.Root, "bill.json");
        var start = new ProcessStartInfo(Path.Combine(Repository.Root, "layers", "sbom"), [file])
        {
            RedirectStandardError = true, RedirectStandardOutput = true, Environment = { ["SUBSTITUTES"] = "allow" },
        };

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.True(process.ExitCode == 0, await errors);
        var listed = JsonNode.Parse(await File.ReadAllTextAsync(file))!["components"]!.AsArray()
            .Select(component => (string)component!["purl"]!).ToHashSet();
        var output = Path.Combine(Repository.Root, "src", "VideoPipeline.Functions", "bin", "Release", "net10.0");
        var loaded = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(output, "VideoPipeline.Functions.deps.json")));
        Assert.Subset(listed, loaded!["libraries"]!.AsObject()
            .Where(library => (string?)library.Value!["type"] == "package")
            .Select(library => $"pkg:nuget/{library.Key.Replace('/', '@')}").ToHashSet());
        Assert.Contains(listed, address => address.StartsWith("pkg:deb/debian/ffmpeg@", StringComparison.Ordinal));
        Assert.DoesNotContain(listed, address => address.Contains("Analyzers", StringComparison.Ordinal));
    }

    private static JsonObject Complete(params DebianSource[] sources)
    {
        var packages = JsonNode.Parse("""{"metadata":{"timestamp":"2026-12-01T00:00:00Z"},"components":[]}""")!;
        return JsonNode.Parse(BillOfMaterials.Complete(packages.AsObject(), sources))!.AsObject();
    }
}
