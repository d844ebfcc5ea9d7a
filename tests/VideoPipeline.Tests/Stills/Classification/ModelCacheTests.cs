using System.Security.Cryptography;
using VideoPipeline.Errors;
using VideoPipeline.Sources;
using VideoPipeline.Stills.Classification;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Tests.Stills.Classification;

public sealed class ModelCacheTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly VideoSources _sources = new();
    private RangeServer _server = null!;

    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(_folder.File("served"));
        foreach (var name in (string[])["a", "b", "c"]) _folder.Write($"served/{name}", Content(name));
        _server = await RangeServer.StartAsync(_folder.File("served"));
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task GetAsync_LimitExceeded_DeletesLeastRecentlyUsed()
    {
        var cache = Cache(limit: 250);
        var a = await GetAsync(cache, "a");
        var b = await GetAsync(cache, "b");
        File.SetLastAccessTimeUtc(a, DateTime.UtcNow.AddHours(-2));
        File.SetLastAccessTimeUtc(b, DateTime.UtcNow.AddHours(-1));

        await GetAsync(cache, "c");

        Assert.False(File.Exists(a));
        Assert.True(File.Exists(b));
        Assert.Equal(2, Directory.GetFiles(_folder.File("cache")).Length);
    }

    [Theory]
    [InlineData("../../escaped")]
    [InlineData("/tmp/videopipeline-escaped")]
    public async Task GetAsync_PathAsName_StaysInFolder(string name)
    {
        var path = await Cache().GetAsync(_sources, _server.Address("a"), new ModelFile(name), default);

        Assert.Equal(_folder.File("cache"), Path.GetDirectoryName(path));
        Assert.Matches("^[0-9a-f]{64}$", Path.GetFileName(path));
    }

    [Fact]
    public async Task GetAsync_SameSha256AtOtherAddress_UsesCachedFile()
    {
        _folder.Write("served/d", Content("a"));

        var one = await GetAsync(Cache(), "a", Sum("a"));
        var other = await Cache().GetAsync(
            _sources, _server.Address("d"), new ModelFile("other", Sha256: Sum("a").ToUpperInvariant()), default);

        Assert.Equal(one, other);
        Assert.DoesNotContain(_server.Requests, request => request.Path == "d");
    }

    [Theory]
    [InlineData("sha256")]
    [InlineData("sha1")]
    public async Task GetAsync_CachedFileModified_DownloadsAgain(string kind)
    {
        var file = kind == "sha256"
            ? new ModelFile("a", Sha256: Sum("a"))
            : new ModelFile("a", Sha1: Convert.ToHexStringLower(SHA1.HashData(Content("a"))));
        var path = await Cache().GetAsync(_sources, _server.Address("a"), file, default);
        File.WriteAllBytes(path, Content("b"));
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddHours(-1));

        Assert.Equal(path, await Cache().GetAsync(_sources, _server.Address("a"), file, default));

        Assert.Equal(Content("a"), File.ReadAllBytes(path));
    }

    [Fact]
    public async Task GetAsync_ChecksumDiffers_KeepsExistingFile()
    {
        var path = await GetAsync(Cache(), "a", Sum("a"));
        File.WriteAllBytes(path, Content("c"));
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddHours(-1));
        _folder.Write("served/a", Content("b"));

        await Assert.ThrowsAsync<InvalidInputException>(() => GetAsync(Cache(), "a", Sum("a")));

        Assert.Equal([path], Directory.EnumerateFileSystemEntries(_folder.File("cache")));
        Assert.Equal(Content("c"), File.ReadAllBytes(path));
    }

    // Separate caches on one folder behave like separate processes.
    [Fact]
    public async Task GetAsync_ConcurrentWithLimitOfOneFile_ReturnsCompleteFiles()
    {
        var fetched = await Task.WhenAll(Enumerable.Range(0, 60).Select(turn => Task.Run(async () =>
        {
            var name = "abc"[turn % 3].ToString();
            return await GetAsync(Cache(limit: 100), name, turn % 2 == 0 ? Sum(name) : null);
        })));

        Assert.Equal(60, fetched.Length);
        Assert.All(Directory.EnumerateFiles(_folder.File("cache")), path =>
        {
            Assert.Contains(path, fetched);
            Assert.Equal(100, new FileInfo(path).Length);
        });
    }

    private static byte[] Content(string name) => [.. Enumerable.Repeat((byte)name[0], 100)];

    private static string Sum(string name) => Convert.ToHexStringLower(SHA256.HashData(Content(name)));

    private ModelCache Cache(long limit = ModelCache.DefaultLimit) => new(_folder.File("cache"), limit);

    private Task<string> GetAsync(ModelCache cache, string name, string? sum = null) =>
        cache.GetAsync(_sources, _server.Address(name), new ModelFile(name, Sha256: sum), default);
}
