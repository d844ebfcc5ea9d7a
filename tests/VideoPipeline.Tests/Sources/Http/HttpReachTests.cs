using System.Net;
using VideoPipeline.Errors;
using VideoPipeline.Sources;
using VideoPipeline.Sources.Access;
using VideoPipeline.Sources.Http;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Tests.Sources.Http;

/// <summary>Tests the address policy (server-side request forgery).</summary>
public sealed class HttpReachTests : HttpSourceTestBase
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("2130706433")]          // 127.0.0.1 as one number
    [InlineData("0x7f.1")]
    [InlineData("0.0.0.0")]
    [InlineData("[::]")]
    [InlineData("[::1]")]
    [InlineData("[::ffff:127.0.0.1]")]
    public async Task OpenAsync_LoopbackWithPublicHttpPolicy_ThrowsWithoutRequest(string host)
    {
        var sources = new VideoSources(Options, reach: AddressPolicy.PublicHttp);
        var address = Address.Replace("127.0.0.1", host, StringComparison.Ordinal);

        var failure = await Assert.ThrowsAsync<InvalidInputException>(() => sources.OpenAsync(address, null, default));

        Assert.Contains("public internet", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Server.Requests);
        Assert.Empty(Time.Delays);
    }

    [Fact]
    public async Task OpenAsync_RedirectToForbiddenAddress_ThrowsInvalidInput()
    {
        Options = Options with { Connections = new HttpConnections(address => address.Equals(IPAddress.Loopback)).AfterRedirect };
        Server.DefaultFault = new ServerFault.Redirect(Address.Replace("127.0.0.1", "127.0.0.2", StringComparison.Ordinal));

        var failure = await Assert.ThrowsAsync<InvalidInputException>(() => OpenAsync());

        Assert.Contains("127.0.0.2 is not on the public internet", failure.Message, StringComparison.Ordinal);
        Assert.Single(Server.Requests);
    }

    /// <summary>
    /// What a person may name, a server on the internet may not redirect to. Here 127.0.0.1 stands for the internet.
    /// </summary>
    [Theory]
    [InlineData("127.0.0.2")]
    [InlineData("2130706434")]              // the same as one number
    [InlineData("0x7f.2")]                  // with a hexadecimal part, and fewer parts
    [InlineData("0177.0.0.2")]              // with an octal part
    [InlineData("[::1]")]
    [InlineData("[::ffff:127.0.0.2]")]      // IPv4-mapped
    [InlineData("[64:ff9b::7f00:2]")]       // NAT64
    [InlineData("169.254.169.254")]         // the metadata of an instance
    [InlineData("[fd00:ec2::254]")]
    [InlineData("192.168.0.1")]
    public async Task OpenAsync_PublicServerRedirectsToPrivateAddress_ThrowsInvalidInput(string host)
    {
        Options = Options with
        {
            Connections = new HttpConnections(address => address.Equals(IPAddress.Loopback) || PublicAddress.IsPublic(address)),
        };
        Server.DefaultFault = new ServerFault.Redirect(Address.Replace("127.0.0.1", host, StringComparison.Ordinal));

        var failure = await Assert.ThrowsAsync<InvalidInputException>(() => OpenAsync());

        Assert.Contains("is not on the public internet", failure.Message, StringComparison.Ordinal);
        Assert.Single(Server.Requests);
        Assert.Empty(Time.Delays);
    }

    [Fact]
    public async Task OpenAsync_PrivateServerRedirectsToPrivateAddress_IsFollowed()
    {
        Options = Options with { Connections = new HttpConnections(PublicAddress.IsPublic) };
        Server.QueueFaults(new ServerFault.Redirect(Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)));

        await using var source = await OpenAsync();

        Assert.Equal(Content[100_000..100_010], await ReadAsync(source, 100_000, 10));
    }

    [Fact]
    public async Task ReadAsync_AddressNoLongerAllowed_ThrowsOnNextConnection()
    {
        var allowed = true;
        Options = Options with { Connections = new HttpConnections(_ => allowed).AfterRedirect };
        await using var source = await OpenAsync();
        // As if DNS now returned a forbidden address; the server closes the existing connection.
        allowed = false;
        await Server.DisposeAsync();

        var failure = await Assert.ThrowsAsync<InvalidInputException>(() => ReadAsync(source, 100_000, 10));

        Assert.Contains("public internet", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAsync_AllowedAddress_ReadsBytes()
    {
        Options = Options with { Connections = new HttpConnections(address => address.Equals(IPAddress.Loopback)).AfterRedirect };

        await using var source = await OpenAsync(Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal));

        Assert.Equal(Content[100_000..100_010], await ReadAsync(source, 100_000, 10));
    }

    [Fact]
    public async Task OpenAsync_HttpWithPublicHttpsPolicy_ThrowsWithAdvice()
    {
        var sources = new VideoSources(Options, reach: AddressPolicy.PublicHttps);

        var failure = await Assert.ThrowsAsync<InvalidInputException>(
            () => sources.OpenAsync("http://user:secret@example.com/a.mp4?key=1", null, default));

        Assert.Equal(
            "http://example.com/a.mp4?…: only https:// addresses are allowed here. Use one, or upload the video to the bucket.",
            failure.Message);
    }

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("file:///etc/passwd")]
    [InlineData("film.mp4")]
    public async Task OpenAsync_FileWithPublicHttpPolicy_ThrowsInvalidInput(string address)
    {
        var sources = new VideoSources(Options, reach: AddressPolicy.PublicHttp);

        var failure = await Assert.ThrowsAsync<InvalidInputException>(() => sources.OpenAsync(address, null, default));

        Assert.Contains("is a local file", failure.Message, StringComparison.Ordinal);
    }
}
