using VideoPipeline.Errors;
using VideoPipeline.Sources;
using VideoPipeline.Sources.Access;
using VideoPipeline.Testing;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Tests.Sources;

public sealed class VideoSourcesTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly VideoSources _sources = new();
    private RangeServer _server = null!;

    public async Task InitializeAsync()
    {
        _folder.Write("a.mp4", new byte[1000]);
        _server = await RangeServer.StartAsync(_folder.Root);
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("path")]
    [InlineData("file")]
    [InlineData("http")]
    public async Task OpenAsync_KnownScheme_OpensIt(string kind)
    {
        await using var source = await _sources.OpenAsync(Address(kind), null, CancellationToken.None);

        Assert.Equal((Address(kind), 1000), (source.Uri, source.Length));
    }

    [Theory]
    [InlineData("path")]
    [InlineData("http")]
    public async Task OpenAsync_ExpectedObject_OpensIt(string kind)
    {
        var expected = await IdentityAsync(kind);

        await using var source = await _sources.OpenAsync(Address(kind), expected, CancellationToken.None);

        Assert.Equal(expected.Version, source.Version);
    }

    [Fact]
    public async Task OpenAsync_ExpectedObjectOfNoVersion_LengthSuffices()
    {
        var expected = await IdentityAsync("http") with { Version = null };

        await using var source = await _sources.OpenAsync(Address("http"), expected, CancellationToken.None);

        Assert.Equal(1000, source.Length);
    }

    [Fact]
    public async Task OpenAsync_ExpectedObjectOnAServer_FetchesNoFirstBytesAgain()
    {
        await using var source = await _sources.OpenAsync(Address("http"), await IdentityAsync("http"), CancellationToken.None);

        Assert.Equal(new AccessCount(1, 1), source.Access);
    }

    [Theory]
    [InlineData("path")]
    [InlineData("http")]
    public async Task OpenAsync_AnotherObjectByNow_Changed(string kind)
    {
        var expected = await IdentityAsync(kind);
        File.SetLastWriteTimeUtc(_folder.File("a.mp4"), DateTime.UtcNow.AddMinutes(1));

        await Assert.ThrowsAsync<VideoChangedException>(() => _sources.OpenAsync(Address(kind), expected, CancellationToken.None));
    }

    [Fact]
    public async Task OpenAsync_AnotherLengthByNow_Changed()
    {
        var expected = await IdentityAsync("http") with { Length = 999 };

        await Assert.ThrowsAsync<VideoChangedException>(() => _sources.OpenAsync(Address("http"), expected, CancellationToken.None));
    }

    [Theory]
    [InlineData("s3://bucket", "names no object")]
    [InlineData("ftp://user:secret@host/a.mp4", "ftp://host/a.mp4: ftp:// is not read. Give a path")]
    [InlineData("http://", "is no web address")]
    [InlineData("https://us er@/a.mp4", "is no web address")]
    public async Task OpenAsync_UnreadableAddress_InvalidInput(string address, string says)
    {
        var failure = await Assert.ThrowsAsync<InvalidInputException>(() => _sources.OpenAsync(address, null, CancellationToken.None));

        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
    }

    private string Address(string kind) => kind switch
    {
        "path" => _folder.File("a.mp4"),
        "file" => "file://" + _folder.File("a.mp4"),
        _ => _server.Address("a.mp4"),
    };

    private async Task<SourceIdentity> IdentityAsync(string kind)
    {
        await using var source = await _sources.OpenAsync(Address(kind), null, CancellationToken.None);
        return new SourceIdentity(source.Uri, source.Length, source.Version);
    }
}
