using VideoPipeline.Errors;
using VideoPipeline.Sources.Access;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Tests.Sources.Http;

/// <summary>Tests servers without range requests: the whole video is downloaded once.</summary>
public class DownloadedSourceTests : HttpSourceTestBase
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task OpenAsync_ServerWithoutRanges_DownloadsOnceAndReadsAnyRange(bool sendsLength)
    {
        Server.DefaultFault = new ServerFault.NoRanges(sendsLength);

        await using var source = await OpenAsync();

        Assert.Equal(Content[200_000..300_000], await ReadAsync(source, 200_000, 200_000));
        Assert.Equal(Content[10..100_010], await StreamAsync(source, 10, 100_000));
        Assert.Equal(Content.Length, source.Length);
        Assert.Equal(new AccessCount(Content.Length, 1), source.Access);
        Assert.StartsWith("\"300000-", source.Version, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAsync_ContentRangeWithoutLength_DownloadsWholeFile()
    {
        Server.DefaultFault = new ServerFault.UnknownLength();

        await using var source = await OpenAsync();

        Assert.Equal(Content, await ReadAsync(source, 0, Content.Length));
    }

    [Fact]
    public async Task OpenAsync_ServerWithoutRanges_UnlinksTemporaryFile()
    {
        Server.DefaultFault = new ServerFault.NoRanges();

        await using var source = await OpenAsync();

        Assert.Empty(Directory.EnumerateFileSystemEntries(Temporary.Root));
    }

    [Fact]
    public async Task OpenAsync_ConnectionFails_RestartsDownload()
    {
        Server.QueueFaults(new ServerFault.WrongLength(400_000), new ServerFault.NoRanges());

        await using var source = await OpenAsync();

        Assert.Equal(Content, await ReadAsync(source, 0, Content.Length));
        Assert.Equal(2, source.Access.Requests);
        Assert.Equal(source.Access.Bytes, Server.Requests.Sum(request => request.BytesSent));
    }

    [Fact]
    public async Task OpenAsync_ConnectionAlwaysFails_ThrowsSourceUnavailable()
    {
        Server.DefaultFault = new ServerFault.WrongLength(400_000);

        await Assert.ThrowsAsync<SourceUnavailableException>(() => OpenAsync());

        Assert.Empty(Directory.EnumerateFileSystemEntries(Temporary.Root));
    }

    [Fact]
    public async Task OpenAsync_ContentLengthAboveLimit_ThrowsLimitExceeded()
    {
        Options = Options with { MaxTemporaryBytes = 1000 };
        Server.DefaultFault = new ServerFault.NoRanges();

        var failure = await Assert.ThrowsAsync<LimitExceededException>(() => OpenAsync());

        Assert.Contains("limit of 1000 bytes", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAsync_BodyAboveLimit_ThrowsLimitExceeded()
    {
        Options = Options with { MaxTemporaryBytes = 1000 };
        Server.DefaultFault = new ServerFault.NoRanges(SendsContentLength: false);

        var failure = await Assert.ThrowsAsync<LimitExceededException>(() => OpenAsync());

        Assert.Contains("limit of 1000 bytes", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Temporary.Root));
    }

    [Fact]
    public async Task OpenAsync_ContentLengthAboveFreeSpace_ThrowsLimitExceeded()
    {
        Options = Options with { MaxTemporaryBytes = long.MaxValue };
        Server.DefaultFault = new ServerFault.WrongLength(1L << 60);

        var failure = await Assert.ThrowsAsync<LimitExceededException>(() => OpenAsync());

        Assert.Contains("does not have enough free space", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task OpenAsync_EmptyFile_ThrowsUnsupportedVideo(bool sendsLength)
    {
        Folder.Write("a.mp4", []);
        Server.DefaultFault = new ServerFault.NoRanges(sendsLength);

        await Assert.ThrowsAsync<UnsupportedVideoException>(() => OpenAsync());
    }

    [Fact]
    public async Task OpenAsync_MissingTemporaryFolder_ThrowsLimitExceeded()
    {
        Options = Options with { TemporaryFolder = Temporary.File("missing") };
        Server.DefaultFault = new ServerFault.NoRanges();

        var failure = await Assert.ThrowsAsync<LimitExceededException>(() => OpenAsync());

        Assert.Contains("TMPDIR", failure.Message, StringComparison.Ordinal);
    }
}
