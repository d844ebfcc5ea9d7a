using System.Net;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace VideoPipeline.Local.Tests.Serving;

/// <summary>Clients that connect and then send nothing, or not all: each would hold a connection for ever.</summary>
[Collection(ServerCollection.Name)]
public sealed class UnfinishedRequestTests(ServerFixture server)
{
    [Theory]
    [InlineData("POST / HTTP/1.1\r\nHost: 127")]
    [InlineData("POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{")]
    [InlineData("GET /images?image=a HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab")]
    public async Task Connect_RequestThatNeverEnds_IsClosedByTheServer(string beginning)
    {
        var address = new Uri(server.Address);
        using var client = new TcpClient(address.Host, address.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(beginning));

        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        using var answer = new MemoryStream();
        try
        {
            await client.GetStream().CopyToAsync(answer, limit.Token); // ends when the server closes the connection
        }
        catch (IOException e) when (e.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset })
        {
        }

        Assert.DoesNotContain("200 OK", Encoding.ASCII.GetString(answer.ToArray()), StringComparison.Ordinal);
        using var next = await server.Http.GetAsync($"{server.Address}/executions/none");
        Assert.Equal(HttpStatusCode.NotFound, next.StatusCode);
    }
}
