using System.Globalization;
using Amazon.S3;
using VideoPipeline.Errors;
using VideoPipeline.Search;
using VideoPipeline.Sources.Access;
using VideoPipeline.Sources.S3;
using VideoPipeline.Stills.Fingerprints;
using VideoPipeline.Storage;
using VideoPipeline.Testing;
using VideoPipeline.Testing.S3;
using VideoPipeline.Tests.Sources.S3;
using VideoPipeline.Tests.Stills.Fingerprints;
using Xunit;

namespace VideoPipeline.Tests.Search;

/// <summary>Searches the index in a bucket of a real S3 server.</summary>
[Collection(S3Tests.Name)]
public sealed class S3SearchTests(S3TestServer server)
{
    private const int Runs = 40;

    private static readonly GrayImage s_query = SyntheticImages.Create(1);

    [S3Fact]
    public async Task Find_IndexInBucket_SameOccurrencesAndReadsAsLocally()
    {
        using var folder = new TemporaryFolder();
        var local = FolderStore.Open(folder.Root, TimeProvider.System);
        await WriteRunsAsync(local);
        var address = StoreAddress.Parse($"s3://{await server.CreateBucketAsync()}/films/2026");
        var bucket = address.Open(Options);
        await foreach (var entry in local.ListEntriesAsync("", default))
            await bucket.PutBytesAsync(entry.Key, (await local.GetBytesAsync(entry.Key, default))!, default);

        GrayImage[] images = [s_query, s_query.Mirrored(), SyntheticImages.Create(99), SyntheticImages.Create(107, 640, 480)];
        var (expected, expectedAccess) = await FindAsync(local, images);
        var (found, access) = await FindAsync(bucket, images);

        Assert.Equivalent(expected, found, strict: true);
        Assert.Equal([1, 1, 0, 1], found.Select(image => image.Count));
        Assert.Equal(expectedAccess, access);
    }

    [S3Fact]
    public async Task Add_ConcurrentRuns_AllAreFoundOnce()
    {
        var bucket = new S3Store(await server.CreateBucketAsync(), Options);
        var content = new SyntheticRun("?", SyntheticImages.Create(1, 160, 120)).Content;
        string[] names = [.. Enumerable.Range(0, 24).Select(i => $"run-{i:D2}")];
        await Parallel.ForEachAsync(names, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (name, stop) =>
        {
            await bucket.PutBytesAsync(new RunKeys(name).Summary, new byte[1], stop);
            var index = new FingerprintIndex(bucket, TimeProvider.System);
            await index.AddAsync(content with { Run = name }, stop);
            await index.MergeAsync(stop);
        });
        var runs = await SearchableRuns.OpenIndexedAsync(
            new FingerprintIndex(bucket, TimeProvider.System), bucket, "s3://bucket/", default);
        Assert.Equal(names, runs.Runs.Select(run => run.Run.Run));
        Assert.InRange((await new FingerprintIndex(bucket, TimeProvider.System).OpenAsync(default)).Count, 1, 16);
    }

    [S3Fact]
    public async Task Find_NoSuchBucket_ThrowsInvalidInputWithTheBucket()
    {
        var problem = await Assert.ThrowsAsync<InvalidInputException>(() =>
            FindAsync(new S3Store("no-such-bucket-here", Options), [s_query]));
        Assert.Contains("no-such-bucket-here", problem.Message);
    }

    private S3SourceOptions Options => new()
    {
        Clients = new S3Clients(region => new AmazonS3Client(
            server.Credentials, S3Configuration.Create(region ?? "us-east-1", server.Endpoint))),
    };

    private static async Task<(IReadOnlyList<IReadOnlyList<Occurrence>> Found, AccessCount Access)> FindAsync(
        IStore store, IEnumerable<GrayImage> images)
    {
        var access = new AccessCounter();
        var metered = new MeteredStore(store, access);
        var runs = await SearchableRuns.OpenIndexedAsync(
            new FingerprintIndex(metered, TimeProvider.System), metered, "s3://bucket/", default);
        Assert.Equal(Runs, runs.Runs.Count);
        var found = await new ImageFinder(runs).FindAsync([.. images.Select(ImageQuery.Of)], default);
        return (found, access.Count);
    }

    // Run 7 shows the query.
    private static async Task WriteRunsAsync(IStore store)
    {
        var index = new FingerprintIndex(store, TimeProvider.System);
        for (var i = 0; i < Runs; i++)
        {
            var scene = i == 7 ? s_query.Place(640, 480, 0.8, 20, (300, 260)).Frame : SyntheticImages.Create(200 + i, 640, 480);
            var name = string.Create(CultureInfo.InvariantCulture, $"run-{i:D2}");
            var run = new SyntheticRun(name, SyntheticImages.Create(100 + i, 640, 480), scene);
            await run.WriteAsync(store);
            await index.AddAsync(run.Content, default);
            await index.MergeAsync(default);
        }
    }
}
