using VideoPipeline.Errors;
using VideoPipeline.Sources;
using VideoPipeline.Sources.Access;
using VideoPipeline.Stills.Classification;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Tests.Stills.Classification;

/// <summary>Untrusted model descriptions must not read local files, nor write outside the cache.</summary>
public sealed class ForeignModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Label descriptions that attempt to read the local file <c>PATH</c>.</summary>
    public static TheoryData<string> Attempts => new(
        "\"file\": \"labels.txt\", \"address\": \"PATH\"",
        "\"file\": \"labels.txt\", \"address\": \"file://PATH\"",
        "\"file\": \"labels.txt\", \"address\": \"File://localhostPATH\"",
        "\"file\": \"PATH\"",
        "\"file\": \"../../../../../../..PATH\"",
        "\"file\": \"\"",
        "\"file\": \"PATH\\u0000\"");

    [Theory, MemberData(nameof(Attempts))]
    public async Task OpenAsync_DescriptionOnWebServer_DoesNotReadLocalFiles(string labels)
    {
        ColorModel.Write(_folder.File("served"), Described(labels));
        await using var server = await RangeServer.StartAsync(_folder.File("served"));

        await Assert.ThrowsAsync<InvalidInputException>(() => Library().OpenAsync(server.Address("model.json"), default));
        await Assert.ThrowsAsync<InvalidInputException>(() => Library().ReadLabelsAsync(server.Address("model.json"), default));

        Assert.False(Directory.Exists(_folder.File("cache")));
    }

    [Theory, MemberData(nameof(Attempts))]
    public async Task LabelsAsync_DescriptionInLocalFolder_DoesNotReadOutside(string labels) =>
        await Assert.ThrowsAsync<InvalidInputException>(
            () => Library(allowLocalPaths: true)
                .ReadLabelsAsync(ColorModel.Write(_folder.File("foreign"), Described(labels)), default));

    [Fact]
    public async Task LabelsAsync_DescriptionOnWebServer_DoesNotReadBucket()
    {
        ColorModel.Write(
            _folder.File("served"),
            Described("\"file\": \"none.txt\", \"address\": \"s3://bucket/runs/other/summary.json\""));
        await using var server = await RangeServer.StartAsync(_folder.File("served"));

        var exception = await Assert.ThrowsAsync<InvalidInputException>(
            () => Library().ReadLabelsAsync(server.Address("model.json"), default));

        Assert.Contains("the address of none.txt is in a bucket", exception.Message);
    }

    [Theory]
    [InlineData("/opt/models/colours")]
    [InlineData("./colours")]
    [InlineData("file:///opt/models/colours")]
    [InlineData("FILE:///opt/models/colours")]
    public async Task OpenAsync_LocalPathNotAllowed_Throws(string name) => Assert.Contains(
        "is a local path, which is not allowed",
        (await Assert.ThrowsAsync<InvalidInputException>(() => Library().OpenAsync(name, default))).Message);

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a\0b")]
    public async Task OpenAsync_NameInvalid_Throws(string name)
    {
        ColorModel.Write(_folder.Root);
        ColorModel.Write(_folder.File("places"));

        var exception = await Assert.ThrowsAsync<InvalidInputException>(
            () => Library(modelFolders: _folder.File("places")).OpenAsync(name, default));

        Assert.Contains("The model name is invalid", exception.Message);
    }

    [Fact]
    public async Task LabelsAsync_DescriptionWithSha256_DoesNotAllowPlainHttp()
    {
        ColorModel.Write(
            _folder.File("places/colours"),
            Described($"\"file\": \"a\", \"address\": \"http://127.0.0.1:1/a\", \"sha256\": \"{new string('0', 64)}\""));
        var library = new ModelLibrary(new VideoSources(reach: AddressPolicy.PublicHttps), Cache, [_folder.File("places")]);

        Assert.Contains(
            "only https:// addresses",
            (await Assert.ThrowsAsync<InvalidInputException>(() => library.ReadLabelsAsync("colours", default))).Message);
    }

    // PATH is replaced by an existing local file that is valid as a labels file.
    private string Described(string labels) => ColorModel.Description.Replace(
        "\"file\": \"labels.txt\"",
        labels.Replace("PATH", _folder.Write("secret", "one\ntwo\nthree"u8)),
        StringComparison.Ordinal);

    private ModelCache Cache => new(_folder.File("cache"));

    private ModelLibrary Library(bool allowLocalPaths = false, params string[] modelFolders) =>
        new(new VideoSources(), Cache, [.. modelFolders], allowLocalPaths);
}
