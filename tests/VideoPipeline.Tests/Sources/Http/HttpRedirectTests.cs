using VideoPipeline.Errors;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Tests.Sources.Http;

public class HttpRedirectTests : HttpSourceTestBase
{
    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task OpenAsync_Redirect_IsFollowed(int status)
    {
        Server.QueueFaults(new ServerFault.Redirect("/a.mp4?token=1", status));

        await using var source = await OpenAsync(Server.Address("elsewhere.mp4"));

        Assert.Equal(Content.Length, source.Length);
        Assert.Equal(2, source.Access.Requests);
    }

    [Fact]
    public async Task ReadAsync_AfterRedirect_UsesTarget()
    {
        Server.QueueFaults(new ServerFault.Redirect("/a.mp4?token=1"));
        await using var source = await OpenAsync(Server.Address("elsewhere.mp4"));

        await ReadAsync(source, 100_000, 10);

        Assert.Equal("a.mp4?token=1", Server.Requests[^1].Path);
        Assert.Equal(3, source.Access.Requests);
    }

    [Fact]
    public async Task ReadAsync_RedirectTargetExpired_RequestsNewRedirect()
    {
        Server.QueueFaults(new ServerFault.Redirect("/a.mp4?token=1"));
        await using var source = await OpenAsync(Server.Address("elsewhere.mp4"));
        Server.QueueFaults(new ServerFault.Status(403), new ServerFault.Redirect("/a.mp4?token=2"));

        Assert.Equal(Content[100_000..100_010], await ReadAsync(source, 100_000, 10));
        Assert.Equal(
            ["a.mp4?token=1", "elsewhere.mp4", "a.mp4?token=2"], Server.Requests.Skip(2).Select(request => request.Path));
    }

    [Fact]
    public async Task OpenAsync_RedirectTargetMissing_ThrowsVideoNotFound()
    {
        Server.QueueFaults(new ServerFault.Redirect("/nowhere.mp4"));

        await Assert.ThrowsAsync<VideoNotFoundException>(() => OpenAsync());

        Assert.Equal(2, Server.Requests.Count);
    }

    [Fact]
    public async Task OpenAsync_RedirectLoop_ThrowsInvalidInput()
    {
        Server.DefaultFault = new ServerFault.Redirect("/a.mp4");

        var failure = await Assert.ThrowsAsync<InvalidInputException>(() => OpenAsync());

        Assert.Contains("more than 10 times", failure.Message, StringComparison.Ordinal);
        Assert.Equal(11, Server.Requests.Count);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://user:secret@host/a.mp4")]
    public async Task OpenAsync_RedirectToOtherScheme_ThrowsInvalidInput(string target)
    {
        Server.DefaultFault = new ServerFault.Redirect(target);

        var failure = await Assert.ThrowsAsync<InvalidInputException>(() => OpenAsync());

        Assert.Contains("is not followed", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAsync_RedirectToOtherOrigin_OmitsAuthorization()
    {
        await using var other = await RangeServer.StartAsync(Folder.Root);
        Server.DefaultFault = new ServerFault.Redirect(other.Address("a.mp4"));

        await using var source = await OpenAsync(Address.Replace("://", "://ann:secret@", StringComparison.Ordinal));

        Assert.True(Server.Requests[0].Headers.ContainsKey("Authorization"));
        Assert.False(other.Requests[0].Headers.ContainsKey("Authorization"));
    }
}
