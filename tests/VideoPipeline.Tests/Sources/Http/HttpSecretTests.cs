using System.Net;
using System.Net.Sockets;
using VideoPipeline.Errors;
using VideoPipeline.Sources.Http;
using VideoPipeline.Testing;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Tests.Sources.Http;

/// <summary>The credentials in an address are in no message of a failure, nor in those of its causes.</summary>
public sealed class HttpSecretTests : HttpSourceTestBase
{
    private const string Secret = "S%C3%A9CRET";

    private string Signed => With(Address);

    [Theory]
    [InlineData("not found")]
    [InlineData("denied")]
    [InlineData("server error")]
    [InlineData("redirect to another scheme")]
    [InlineData("endless redirects")]
    [InlineData("redirect to a closed port")]
    [InlineData("no answer")]
    [InlineData("no body")]
    [InlineData("compressed")]
    [InlineData("disconnected")]
    public async Task OpenAsync_Failure_HasNoSecret(string fault)
    {
        Server.DefaultFault = fault switch
        {
            "not found" => new ServerFault.Status(404, Body: Signed),
            "denied" => new ServerFault.Status(403, Body: Signed),
            "server error" => new ServerFault.Status(500),
            "redirect to another scheme" => new ServerFault.Redirect(With("ftp://host/a.mp4")),
            "endless redirects" => new ServerFault.Redirect(Signed),
            "redirect to a closed port" => new ServerFault.Redirect(With(ClosedPort())),
            "no answer" => new ServerFault.NoAnswer(),
            "no body" => new ServerFault.NoBody(),
            "compressed" => new ServerFault.Encoded("gzip"),
            _ => new ServerFault.Disconnect(0),
        };
        // Shorter than Idle, so that the clock lets it elapse at once.
        if (fault is "no answer" or "no body") Options = Options with { IdleTimeout = TimeSpan.FromMinutes(1) };

        await AssertHiddenAsync(() => OpenAsync(Signed));
    }

    [Theory]
    [InlineData("http://user:S%C3%A9CRET@/a.mp4")]
    [InlineData("http://user:S%C3%A9CRET@host:port/a.mp4?token=S%C3%A9CRET")]
    [InlineData("http://user:x/S%C3%A9CRET@host/a.mp4")]
    [InlineData("http://[S%C3%A9CRET@host/a.mp4?S%C3%A9CRET")]
    public Task OpenAsync_MalformedAddress_HasNoSecret(string address) => AssertHiddenAsync(() => OpenAsync(address));

    [Fact]
    public Task OpenAsync_ClosedPort_HasNoSecret() => AssertHiddenAsync(() => OpenAsync(With(ClosedPort())));

    [Fact]
    public Task OpenAsync_HttpsToAnHttpServer_HasNoSecret() =>
        AssertHiddenAsync(() => OpenAsync(Signed.Replace("http:", "https:", StringComparison.Ordinal)));

    [Fact]
    public Task OpenAsync_AddressThatIsNotAllowed_HasNoSecret()
    {
        Options = Options with { HttpsOnly = true, Connections = HttpConnections.PublicOnly };
        return AssertHiddenAsync(() => OpenAsync(Signed));
    }

    [Fact]
    public async Task ReadAsync_Replaced_HasNoSecret()
    {
        await using var source = await OpenAsync(Signed);
        Folder.Write("a.mp4", Content.AsSpan(1));

        await AssertHiddenAsync(() => ReadAsync(source, 100_000, 10));
    }

    [Fact]
    public async Task Identity_SignedAddress_HasNoSecret()
    {
        await using var source = await OpenAsync(Signed);

        Assert.Equal(new SourceIdentity($"{Address}?…", Content.Length, source.Version), source.Identity);
        Assert.Equal("http://user:" + Secret, source.Address.Reveal()[..(12 + Secret.Length)]);
    }

    private static string With(string address) =>
        address.Replace("://", $"://user:{Secret}@", StringComparison.Ordinal) + $"?X-Amz-Signature={Secret}&token={Secret}";

    private static string ClosedPort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return $"http://{socket.LocalEndPoint}/a.mp4";
    }

    // Also with its causes and in its decoded form.
    private static async Task AssertHiddenAsync(Func<Task> action)
    {
        var failure = await Assert.ThrowsAnyAsync<VideoPipelineException>(action);
        for (Exception? each = failure; each is not null; each = each.InnerException)
        {
            Assert.DoesNotContain(Secret, each.Message, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Uri.UnescapeDataString(Secret), each.Message, StringComparison.OrdinalIgnoreCase);
        }
    }
}
