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
    public async Task OpenAsync_SupportedScheme_OpensSource(string kind)
    {
        await using var source = await _sources.OpenAsync(Address(kind), null, CancellationToken.None);

        Assert.Equal((Address(kind), 1000), (source.DisplayName, source.Length));
    }

    [Theory]
    [InlineData("a.mp4")]
    [InlineData("./a.mp4")]
    public async Task OpenAsync_FileInFolder_OpensSource(string path)
    {
        var sources = new VideoSources { Folders = [_folder.Root] };

        await using var source = await sources.OpenAsync(Path.Combine(_folder.Root, path), null, CancellationToken.None);

        Assert.Equal(1000, source.Length);
    }

    /// <summary>Whether the file exists cannot be told from the message.</summary>
    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("/etc/no-such-file")]
    [InlineData("file:///etc/passwd")]
    [InlineData("file:///%65tc/passwd")]
    [InlineData("FOLDER/../a.mp4")]
    [InlineData("FOLDER/inner/../a.mp4")]
    [InlineData("FOLDER-other/a.mp4")]
    public async Task OpenAsync_FileOutsideFolder_ThrowsInvalidInput(string address)
    {
        var sources = new VideoSources { Folders = [_folder.Root] };
        address = address.Replace("FOLDER", _folder.Root, StringComparison.Ordinal);

        var failure = await Assert.ThrowsAsync<InvalidInputException>(
            () => sources.OpenAsync(address, null, CancellationToken.None));

        Assert.StartsWith(
            $"{address} is not in the folder of videos, {_folder.Root}.", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("path")]
    [InlineData("http")]
    public async Task OpenAsync_ExpectedObject_OpensSource(string kind)
    {
        var expected = await IdentityAsync(kind);

        await using var source = await _sources.OpenAsync(Address(kind), expected, CancellationToken.None);

        Assert.Equal(expected.Version, source.Version);
    }

    [Fact]
    public async Task OpenAsync_ExpectedObjectWithoutVersion_ComparesLength()
    {
        var expected = await IdentityAsync("http") with { Version = null };

        await using var source = await _sources.OpenAsync(Address("http"), expected, CancellationToken.None);

        Assert.Equal(1000, source.Length);
    }

    [Fact]
    public async Task OpenAsync_ExpectedObjectOverHttp_DoesNotReadFirstBytes()
    {
        await using var source = await _sources.OpenAsync(Address("http"), await IdentityAsync("http"), CancellationToken.None);

        Assert.Equal(new AccessCount(1, 1), source.Access);
    }

    [Theory]
    [InlineData("path")]
    [InlineData("http")]
    public async Task OpenAsync_ModifiedObject_ThrowsVideoChanged(string kind)
    {
        var expected = await IdentityAsync(kind);
        File.SetLastWriteTimeUtc(_folder.File("a.mp4"), DateTime.UtcNow.AddMinutes(1));

        await Assert.ThrowsAsync<VideoChangedException>(
            () => _sources.OpenAsync(Address(kind), expected, CancellationToken.None));
    }

    [Fact]
    public async Task OpenAsync_DifferentLength_ThrowsVideoChanged()
    {
        var expected = await IdentityAsync("http") with { Length = 999 };

        await Assert.ThrowsAsync<VideoChangedException>(
            () => _sources.OpenAsync(Address("http"), expected, CancellationToken.None));
    }

    [Theory]
    [InlineData("s3://bucket", "has no key")]
    [InlineData("ftp://user:secret@host/a.mp4", "ftp://host/a.mp4: ftp:// is not supported. Use a path")]
    [InlineData("http://", "is not a valid URL")]
    [InlineData("https://us er@/a.mp4", "is not a valid URL")]
    public async Task OpenAsync_InvalidAddress_ThrowsInvalidInput(string address, string expected)
    {
        var failure = await Assert.ThrowsAsync<InvalidInputException>(
            () => _sources.OpenAsync(address, null, CancellationToken.None));

        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
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
        return source.Identity;
    }
}
