using VideoPipeline.Errors;
using VideoPipeline.Sources;
using VideoPipeline.Sources.Access;
using VideoPipeline.Stills.Classification;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Tests.Stills.Classification;

/// <summary>Descriptions that somebody else wrote: nothing of this machine is opened for them, and nothing written beside the cache.</summary>
public sealed class ForeignModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>What a description may say of its labels to have this machine's files told; <c>PATH</c> is one.</summary>
    public static TheoryData<string> Attempts => new(
        "\"file\": \"labels.txt\", \"address\": \"PATH\"",
        "\"file\": \"labels.txt\", \"address\": \"file://PATH\"",
        "\"file\": \"labels.txt\", \"address\": \"File://localhostPATH\"",
        "\"file\": \"PATH\"",
        "\"file\": \"../../../../../../..PATH\"",
        "\"file\": \"\"",
        "\"file\": \"PATH\\u0000\"");

    [Theory, MemberData(nameof(Attempts))]
    public async Task Open_OnAWebServer_TellsNothingOfThisMachine(string labels)
    {
        ColourModel.Write(_folder.File("served"), Described(labels));
        await using var server = await RangeServer.StartAsync(_folder.File("served"));

        await Assert.ThrowsAsync<InvalidInputException>(() => Library().OpenAsync(server.Address("model.json"), default));
        await Assert.ThrowsAsync<InvalidInputException>(() => Library().LabelsAsync(server.Address("model.json"), default));

        Assert.False(Directory.Exists(_folder.File("cache")));
    }

    [Theory, MemberData(nameof(Attempts))]
    public async Task Open_InAFolderThatAPersonNamed_TellsNothingBeyondIt(string labels) =>
        await Assert.ThrowsAsync<InvalidInputException>(
            () => Library(namedFolders: true).LabelsAsync(ColourModel.Write(_folder.File("theirs"), Described(labels)), default));

    [Fact]
    public async Task Open_OnAWebServer_HasNoBucketRead()
    {
        ColourModel.Write(_folder.File("served"), Described("\"file\": \"none.txt\", \"address\": \"s3://bucket/runs/other/summary.json\""));
        await using var server = await RangeServer.StartAsync(_folder.File("served"));

        var problem = await Assert.ThrowsAsync<InvalidInputException>(() => Library().LabelsAsync(server.Address("model.json"), default));

        Assert.Contains("none.txt is to be read from a bucket", problem.Message);
    }

    [Theory]
    [InlineData("/opt/models/colours")]
    [InlineData("./colours")]
    [InlineData("file:///opt/models/colours")]
    [InlineData("FILE:///opt/models/colours")]
    public async Task Open_FolderOfThisMachine_IsRefusedWhereNoneMayBeNamed(string name) => Assert.Contains(
        "none of this machine may be named",
        (await Assert.ThrowsAsync<InvalidInputException>(() => Library().OpenAsync(name, default))).Message);

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a\0b")]
    public async Task Open_WhatIsNoName_IsNotLookedFor(string name)
    {
        ColourModel.Write(_folder.Root);
        ColourModel.Write(_folder.File("places"));

        var problem = await Assert.ThrowsAsync<InvalidInputException>(() => Library(places: _folder.File("places")).OpenAsync(name, default));

        Assert.Contains("The model's name is none", problem.Message);
    }

    [Fact]
    public async Task Open_BuiltInWithItsSha256_IsAskedOverPlainHttpButOfPublicServersOnly()
    {
        Assert.Contains("only https:// addresses", await ProblemAsync(new ModelFile("a")));
        Assert.Contains("only https:// addresses", await ProblemAsync(new ModelFile("a", Sha1: new string('0', 40))));
        Assert.Contains("127.0.0.1 is no host of the public internet", await ProblemAsync(new ModelFile("a", Sha256: new string('0', 64))));

        async Task<string> ProblemAsync(ModelFile labels)
        {
            var description = BuiltInModels.Find("googlenet")! with { Labels = labels with { Address = "http://127.0.0.1:1/a" } };
            var library = new ModelLibrary(new VideoSources(reach: AddressPolicy.PublicHttps), Cache, []) { BuiltIn = _ => description };
            return (await Assert.ThrowsAsync<InvalidInputException>(() => library.LabelsAsync("one", default))).Message;
        }
    }

    [Fact]
    public async Task Open_DescribedByOthersWithASha256_IsNotAskedOverPlainHttp()
    {
        ColourModel.Write(
            _folder.File("places/colours"), Described($"\"file\": \"a\", \"address\": \"http://127.0.0.1:1/a\", \"sha256\": \"{new string('0', 64)}\""));
        var library = new ModelLibrary(new VideoSources(reach: AddressPolicy.PublicHttps), Cache, [_folder.File("places")]);

        Assert.Contains(
            "only https:// addresses", (await Assert.ThrowsAsync<InvalidInputException>(() => library.LabelsAsync("colours", default))).Message);
    }

    // With a file of this machine that would do for labels.
    private string Described(string labels) => ColourModel.Description.Replace(
        "\"file\": \"labels.txt\"", labels.Replace("PATH", _folder.Write("secret", "one\ntwo\nthree"u8)), StringComparison.Ordinal);

    private ModelCache Cache => new(_folder.File("cache"));

    private ModelLibrary Library(bool namedFolders = false, params string[] places) => new(new VideoSources(), Cache, places, namedFolders);
}
