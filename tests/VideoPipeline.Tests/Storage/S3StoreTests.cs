using System.Text;
using Amazon.S3;
using VideoPipeline.Errors;
using VideoPipeline.Sources.S3;
using VideoPipeline.Storage;
using VideoPipeline.Testing;
using VideoPipeline.Testing.S3;
using VideoPipeline.Tests.Sources.S3;
using Xunit;

namespace VideoPipeline.Tests.Storage;

/// <summary>Tests the guarantees of the store with a bucket of a real S3 server.</summary>
[Collection(S3Tests.Name)]
public sealed class S3StoreTests(S3TestServer server) : IAsyncLifetime
{
    private FaultProxy _proxy = null!;
    private string _bucket = null!;
    private S3Store _store = null!;

    public async Task InitializeAsync()
    {
        _proxy = await FaultProxy.StartAsync(server.Endpoint);
        _bucket = await server.CreateBucketAsync();
        _store = StoreIn(_bucket);
    }

    public async Task DisposeAsync() => await _proxy.DisposeAsync();

    [S3Fact]
    public async Task Get_ExistingObject_ReturnsIt()
    {
        await PutAsync("runs/a b/ä+%20.json", "one");

        Assert.Equal("one", await GetAsync("runs/a b/ä+%20.json"));
        Assert.True(await _store.ExistsAsync("runs/a b/ä+%20.json", default));
    }

    [S3Theory]
    [InlineData("nothing")]
    [InlineData("runs")]
    public async Task Get_MissingObject_ReturnsNull(string key)
    {
        await PutAsync("runs/a", "one");

        Assert.Null(await _store.GetAsync(key, default));
        Assert.False(await _store.ExistsAsync(key, default));
    }

    [S3Theory]
    [InlineData(2, 3, "234")]
    [InlineData(8, 5, "89")]
    [InlineData(10, 5, "")]
    [InlineData(3, 0, "")]
    public async Task Read_Range_ReturnsItWithOneRequest(int offset, int length, string expected)
    {
        await PutAsync("a", "0123456789");

        Assert.Equal(expected, Encoding.UTF8.GetString((await _store.ReadAsync("a", offset, length, default))!));
        Assert.Equal(2, _proxy.Requests.Count);
    }

    [S3Fact]
    public async Task Read_MissingObject_ReturnsNull() =>
        Assert.Null(await _store.ReadAsync("nothing", 0, 10, default));

    [S3Theory]
    [InlineData(1, "HEAD")]
    [InlineData(3, "HEAD PUT")]
    public async Task Renew_Object_CopiedOntoItselfIfItIsOlder(int days, string requests)
    {
        await PutAsync("partials/a b+.npz", "one");
        var later = StoreIn(_bucket, time: new LaterTime(TimeSpan.FromDays(days)));
        var before = _proxy.Requests.Count;

        Assert.True(await later.RenewAsync("partials/a b+.npz", TimeSpan.FromDays(2), default));

        Assert.Equal(requests, string.Join(' ', _proxy.Requests.Skip(before).Select(request => request.Method)));
        Assert.All(
            _proxy.Requests.Skip(before).Where(request => request.Method == "PUT"),
            request => Assert.Equal("REPLACE", request.Headers["x-amz-metadata-directive"]));
        Assert.Equal("one", await GetAsync("partials/a b+.npz"));
    }

    [S3Fact]
    public async Task Renew_MissingObject_False() => Assert.False(await _store.RenewAsync("nothing", TimeSpan.Zero, default));

    private sealed class LaterTime(TimeSpan later) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + later;
    }

    [S3Fact]
    public async Task Put_ExistingKey_ReplacesObjectButNotOpenStream()
    {
        await PutAsync("a", "old");
        await using var reader = await _store.GetAsync("a", default);

        await PutAsync("a", "new");

        Assert.Equal("old", await new StreamReader(reader!).ReadToEndAsync());
        Assert.Equal("new", await GetAsync("a"));
    }

    [S3Fact]
    public async Task Put_WriterThrows_KeepsPreviousObject()
    {
        await PutAsync("a", "old");

        await Assert.ThrowsAsync<SourceUnavailableException>(() => _store.PutAsync("a", async (stream, stop) =>
        {
            await stream.WriteAsync("half"u8.ToArray(), stop);
            throw new SourceUnavailableException("connection failed");
        }, default));

        Assert.Equal("old", await GetAsync("a"));
    }

    [S3Fact]
    public async Task Put_LargeObject_UsesMultipartUpload()
    {
        var content = new byte[20 << 20];
        new Random(1).NextBytes(content);

        await _store.PutBytesAsync("large", content, default);

        Assert.True(_proxy.Requests.Count(request => request.Path.Contains("partNumber", StringComparison.Ordinal)) > 1);
        Assert.Equal(content, await _store.GetBytesAsync("large", default));
    }

    [S3Fact]
    public async Task List_Prefix_ReturnsKeysInOrder()
    {
        foreach (var key in (string[])["b/2", "a/1", "b/1", "b/10", "c"]) await PutAsync(key, "");

        Assert.Equal(["b/1", "b/10", "b/2"], await _store.ListAsync("b/", default).ToListAsync());
        Assert.Empty(await _store.ListAsync("none/", default).ToListAsync());
    }

    [S3Fact]
    public async Task List_SeveralPages_ReturnsAllKeys()
    {
        var keys = Enumerable.Range(0, 1005).Select(number => $"k/{number:d4}").ToList();
        await Parallel.ForEachAsync(keys, async (key, _) => await server.PutAsync(_bucket, key, []));

        Assert.Equal(keys, await _store.ListAsync("k/", default).ToListAsync());
    }

    [S3Fact]
    public async Task Delete_ExistingThenMissingObject_RemovesIt()
    {
        await PutAsync("a", "one");

        await _store.DeleteAsync("a", default);
        await _store.DeleteAsync("a", default);

        Assert.False(await _store.ExistsAsync("a", default));
    }

    [S3Fact]
    public async Task PutAndGet_TransientErrors_Retry()
    {
        _proxy.QueueFaults(new ServerFault.Status(503), new ServerFault.Status(500));
        await PutAsync("a", "one");
        _proxy.QueueFaults(new ServerFault.Status(503), new ServerFault.Disconnect(1));

        Assert.Equal("one", await GetAsync("a"));
        Assert.Equal(6, _proxy.Requests.Count);
    }

    [S3Fact]
    public async Task Put_NoSuchBucket_ThrowsInvalidInputWithAdvice()
    {
        var failure = await Assert.ThrowsAsync<InvalidInputException>(
            () => StoreIn("no-such-bucket").PutBytesAsync("a", new byte[1], default));

        Assert.Contains("404 NoSuchBucket", failure.Message, StringComparison.Ordinal);
        Assert.Contains("s3:PutObject", failure.Message, StringComparison.Ordinal);
    }

    [S3Fact]
    public async Task Get_InvalidKey_ThrowsInvalidInput() =>
        await Assert.ThrowsAsync<InvalidInputException>(() => _store.GetAsync("../a", default));

    [S3Fact]
    public async Task Requests_ToBucketWithExpectedOwner_SendOwnerHeader()
    {
        var store = StoreIn(_bucket, owner: "123456789012");

        await store.PutBytesAsync("large", new byte[20 << 20], default);
        await store.PutBytesAsync("a", new byte[1], default);
        await store.GetBytesAsync("a", default);
        await store.ReadAsync("a", 0, 1, default);
        await store.ExistsAsync("a", default);
        await store.RenewAsync("a", TimeSpan.FromDays(-99_999), default);
        await store.ListAsync("", default).ToListAsync();
        await store.DeleteAsync("a", default);

        Assert.InRange(_proxy.Requests.Count, 10, 20);
        Assert.All(_proxy.Requests, request => Assert.Equal("123456789012", request.Headers["x-amz-expected-bucket-owner"]));
        Assert.Single(_proxy.Requests, request => request.Headers.ContainsKey("x-amz-source-expected-bucket-owner"));
    }

    private S3Store StoreIn(string bucket, string? owner = null, TimeProvider? time = null) => new(bucket, new S3SourceOptions
    {
        Time = time ?? new ManualTime(TimeSpan.FromHours(1)),
        IdleTimeout = TimeSpan.FromHours(1),
        Clients = new S3Clients(
            region => new AmazonS3Client(server.Credentials, S3Configuration.Create(region, _proxy.Endpoint)),
            owner is null ? null : new Dictionary<string, string> { [bucket] = owner }),
    });

    private Task PutAsync(string key, string content) => _store.PutBytesAsync(key, Encoding.UTF8.GetBytes(content), default);

    private async Task<string> GetAsync(string key) => Encoding.UTF8.GetString((await _store.GetBytesAsync(key, default))!);
}
