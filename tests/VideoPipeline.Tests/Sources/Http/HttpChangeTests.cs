using VideoPipeline.Errors;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Tests.Sources.Http;

/// <summary>Tests objects that change while they are read.</summary>
public class HttpChangeTests : HttpSourceTestBase
{
    private static readonly DateTime s_noon = new(2024, 5, 6, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task ReadAsync_FileRewritten_ThrowsVideoChanged()
    {
        await using var source = await OpenAsync();
        await File.WriteAllBytesAsync(Folder.File("a.mp4"), new byte[Content.Length]);
        File.SetLastWriteTimeUtc(Folder.File("a.mp4"), DateTime.UtcNow.AddMinutes(1));

        await Assert.ThrowsAsync<VideoChangedException>(() => ReadAsync(source, 100_000, 10));

        Assert.Equal(412, Server.Requests[1].Status);
    }

    [Fact]
    public async Task ReadAsync_StrongEntityTag_SendsIfMatch()
    {
        await using var source = await OpenAsync();

        await ReadAsync(source, 100_000, 10);

        Assert.Equal(source.Version, Server.Requests[1].Headers["If-Match"]);
        Assert.False(Server.Requests[1].Headers.ContainsKey("If-Unmodified-Since"));
    }

    [Theory]
    [InlineData("W/\"1\"")]
    [InlineData(null)]
    public async Task ReadAsync_WeakOrNoEntityTag_SendsIfUnmodifiedSince(string? tag)
    {
        Server.DefaultFault = new ServerFault.Identity(tag, s_noon);
        await using var source = await OpenAsync();

        await ReadAsync(source, 100_000, 10);

        Assert.Equal("Mon, 06 May 2024 12:00:00 GMT", Server.Requests[1].Headers["If-Unmodified-Since"]);
        Assert.False(Server.Requests[1].Headers.ContainsKey("If-Match"));
    }

    [Fact]
    public async Task ReadAsync_LastModifiedChanged_ThrowsVideoChanged()
    {
        Server.DefaultFault = new ServerFault.Identity(null, s_noon);
        await using var source = await OpenAsync();
        Server.DefaultFault = new ServerFault.Identity(null, s_noon.AddSeconds(1));

        await Assert.ThrowsAsync<VideoChangedException>(() => ReadAsync(source, 100_000, 10));
    }

    [Fact]
    public async Task ReadAsync_WeakEntityTagChanged_ThrowsVideoChangedDespite206()
    {
        Server.DefaultFault = new ServerFault.Identity("W/\"1\"");
        await using var source = await OpenAsync();
        Server.DefaultFault = new ServerFault.Identity("W/\"2\"");

        await Assert.ThrowsAsync<VideoChangedException>(() => ReadAsync(source, 100_000, 10));

        Assert.Equal(206, Server.Requests[1].Status);
    }

    [Theory]
    [InlineData(299_999)]
    [InlineData(50_000)]
    public async Task ReadAsync_NoVersionAndDifferentLength_ThrowsVideoChanged(int length)
    {
        Server.DefaultFault = new ServerFault.Identity(null);
        await using var source = await OpenAsync();
        Folder.Write("a.mp4", new byte[length]);

        await Assert.ThrowsAsync<VideoChangedException>(() => ReadAsync(source, 100_000, 10));
    }

    [Fact]
    public async Task OpenAsync_ChangedBeforeStreamResumes_ThrowsVideoChanged()
    {
        await using var source = await OpenAsync();
        Server.QueueFaults(new ServerFault.Disconnect(1000), new ServerFault.Status(412));

        await Assert.ThrowsAsync<VideoChangedException>(() => StreamAsync(source, 100_000, 100_000));
    }
}
