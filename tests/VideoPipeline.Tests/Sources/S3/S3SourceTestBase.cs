using Amazon.Runtime;
using Amazon.S3;
using VideoPipeline.Sources;
using VideoPipeline.Sources.Access;
using VideoPipeline.Sources.S3;
using VideoPipeline.Testing;
using VideoPipeline.Testing.S3;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Tests.Sources.S3;

/// <summary>Shares one S3 server among all tests that need one.</summary>
[CollectionDefinition(Name)]
public sealed class S3Tests : ICollectionFixture<S3TestServer>
{
    public const string Name = "S3";
}

/// <summary>
/// Provides a bucket with one object of random bytes, a proxy that simulates faults, and a clock without back-off delays.
/// </summary>
[Collection(S3Tests.Name)]
public abstract class S3SourceTestBase(S3TestServer server) : IAsyncLifetime
{
    private protected const string Key = "films/a.mp4";

    private protected static readonly TimeSpan Idle = TimeSpan.FromHours(1);

    private protected S3TestServer Server { get; } = server;

    private protected byte[] Content { get; } = RandomBytes(1);

    private protected ManualTime Time { get; } = new(Idle);

    private protected FaultProxy Proxy { get; private set; } = null!;

    private protected string Bucket { get; private set; } = null!;

    private protected string Address => $"s3://{Bucket}/{Key}";

    private protected S3SourceOptions Options { get; set; } = null!;

    public async Task InitializeAsync()
    {
        Proxy = await FaultProxy.StartAsync(Server.Endpoint);
        Options = OptionsWith(Server.Credentials);
        Bucket = await Server.CreateBucketAsync();
        await Server.PutAsync(Bucket, Key, Content);
    }

    public async Task DisposeAsync() => await Proxy.DisposeAsync();

    private protected static byte[] RandomBytes(int seed)
    {
        var bytes = new byte[300_000];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private protected S3SourceOptions OptionsWith(
        AWSCredentials credentials,
        IReadOnlyDictionary<string, string>? owners = null,
        IReadOnlySet<string>? requesterPays = null) => new()
    {
        FirstBytes = 4096,
        IdleTimeout = Idle,
        Time = Time,
        Random = new Random(1),
        Clients = new S3Clients(region =>
            new AmazonS3Client(credentials, S3Configuration.Create(region, Proxy.Endpoint)), owners, requesterPays),
    };

    private protected Task<IVideoSource> OpenAsync(string? address = null, SourceIdentity? expected = null) =>
        new VideoSources(s3: Options).OpenAsync(address ?? Address, expected, CancellationToken.None);

    private protected static SourceIdentity IdentityOf(IVideoSource source) => source.Identity;

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
