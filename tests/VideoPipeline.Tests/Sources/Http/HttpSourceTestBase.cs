using VideoPipeline.Sources.Access;
using VideoPipeline.Sources.Http;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Tests.Sources.Http;

/// <summary>Provides a server with one file of random bytes, and a clock without back-off delays.</summary>
public abstract class HttpSourceTestBase : IAsyncLifetime
{
    private protected static readonly TimeSpan Idle = TimeSpan.FromHours(1);

    private protected HttpSourceTestBase()
    {
        new Random(1).NextBytes(Content);
        Options = new HttpSourceOptions
        {
            FirstBytes = 4096,
            IdleTimeout = Idle,
            Time = Time,
            Random = new Random(1),
            TemporaryFolder = Temporary.Root,
        };
    }

    private protected byte[] Content { get; } = new byte[300_000];

    private protected ManualTime Time { get; } = new(Idle);

    private protected HttpSourceOptions Options { get; set; }

    private protected TemporaryFolder Folder { get; } = new();

    private protected TemporaryFolder Temporary { get; } = new();

    private protected RangeServer Server { get; private set; } = null!;

    private protected string Address => Server.Address("a.mp4");

    public async Task InitializeAsync()
    {
        Folder.Write("a.mp4", Content);
        Server = await RangeServer.StartAsync(Folder.Root);
    }

    public async Task DisposeAsync()
    {
        await Server.DisposeAsync();
        Folder.Dispose();
        Temporary.Dispose();
    }

    private protected Task<IVideoSource> OpenAsync(string? address = null) =>
        HttpSource.OpenAsync(address ?? Address, Options, CancellationToken.None);

    private protected static async Task<byte[]> ReadAsync(IVideoSource source, long offset, int length)
    {
        var buffer = new byte[length];
        var read = await source.ReadAsync(offset, buffer, CancellationToken.None);
        return buffer[..read];
    }

    private protected static async Task<byte[]> StreamAsync(IVideoSource source, long offset, long length)
    {
        using var copy = new MemoryStream();
        await using var stream = await source.OpenAsync(offset, length, CancellationToken.None);
        await stream.CopyToAsync(copy);
        return copy.ToArray();
    }
}
