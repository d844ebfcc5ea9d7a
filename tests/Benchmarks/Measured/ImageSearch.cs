using System.Diagnostics;
using System.Text.Json;
using Amazon.S3;
using VideoPipeline.Benchmarks.Results;
using VideoPipeline.Benchmarks.Running;
using VideoPipeline.Benchmarks.Support;
using VideoPipeline.Imaging;
using VideoPipeline.Search;
using VideoPipeline.Sources;
using VideoPipeline.Sources.Access;
using VideoPipeline.Sources.S3;
using VideoPipeline.Stills.Fingerprints;
using VideoPipeline.Storage;
using VideoPipeline.Testing;
using VideoPipeline.Testing.S3;

namespace VideoPipeline.Benchmarks.Measured;

/// <summary>
/// The search for images in hundreds of runs, copies of a run of the film with other content (<see cref="CopiedRuns"/>), in a
/// folder and, where there is a local S3 server, in a bucket, with equal results.
/// </summary>
internal sealed class ImageSearch : IBenchmark
{
    private const int Repetitions = 3, Runs = 300, QuickRuns = 10;

    public string Name => "search";

    public string Description => "finding photographs in 300 runs, in a folder and in a bucket of a local S3 server";

    public bool IsStandard => false;

    public async Task<IReadOnlyList<BenchmarkRow>> RunAsync(BenchmarkContext context)
    {
        await Programs.VideopipelineAsync(
            context.Folder.Root, "run", BenchmarkContext.Film, "--fingerprint-every", "24", "--out", "run");
        var (run, count) = (context.Folder.File("run"), context.Quick ? QuickRuns : Runs);
        var files = FolderStore.Open(context.Folder.File("store"), TimeProvider.System);
        using var local = new CopiedRuns(files, run, count);
        await local.AddToIndexAsync();
        var photos = Directory.GetFiles(Path.Combine(Repository.SharedData ?? "", "photos"));
        var queries = new List<(string Name, ImageQuery Query)>();
        foreach (var path in photos.Order(StringComparer.Ordinal).Take(4))
        {
            using var image = await ImageReader.ReadAsync(new VideoSources(), path, default);
            queries.Add((Path.GetFileName(path), ImageQuery.Of(GrayImage.Of(image))));
        }
        var (rows, found) = await SearchAsync("folder", local, queries);
        return S3FactAttribute.SkipReason is null
            ? [.. rows, .. await SearchInBucketAsync(files, run, count, queries, found)]
            : rows;
    }

    private static async Task<IReadOnlyList<BenchmarkRow>> SearchInBucketAsync(
        FolderStore files, string run, int count, IReadOnlyList<(string Name, ImageQuery Query)> queries, string expected)
    {
        var server = new S3TestServer();
        await server.InitializeAsync();
        try
        {
            var options = new S3SourceOptions
            {
                Clients = new S3Clients(region => new AmazonS3Client(
                    server.Credentials, S3Configuration.Create(region ?? "us-east-1", server.Endpoint))),
            };
            var bucket = new S3Store(await server.CreateBucketAsync(), options);
            await foreach (var segment in files.ListEntriesAsync(FingerprintIndex.Prefix, default))
                await bucket.PutBytesAsync(segment.Key, (await files.GetBytesAsync(segment.Key, default))!, default);
            using var remote = new CopiedRuns(bucket, run, count);
            var (rows, found) = await SearchAsync("bucket", remote, queries);
            return found == expected ? rows : throw new InvalidOperationException("The results in the bucket differ.");
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    // Returns the occurrences of all images as JSON too.
    private static async Task<(IReadOnlyList<BenchmarkRow> Rows, string Found)> SearchAsync(
        string place, CopiedRuns store, IReadOnlyList<(string Name, ImageQuery Query)> queries)
    {
        var (rows, results) = (new List<BenchmarkRow>(), new List<IReadOnlyList<Occurrence>>());
        foreach (var (name, query) in queries)
        {
            var (elapsed, processor) = (new List<double>(), new List<double>());
            var (access, found) = (default(AccessCount), (IReadOnlyList<Occurrence>)[]);
            for (var i = 0; i < Repetitions; i++)
            {
                var (start, used) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
                var counter = new AccessCounter();
                var metered = new MeteredStore(store, counter);
                var runs = await SearchableRuns.OpenIndexedAsync(
                    new FingerprintIndex(metered, TimeProvider.System), metered, place, default);
                found = (await new ImageFinder(runs).FindAsync([query], default))[0];
                elapsed.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
                processor.Add((Environment.CpuUsage.TotalTime - used).TotalSeconds);
                access = counter.Count;
            }
            results.Add(found);
            rows.Add(new BenchmarkRow($"{name} in the {place}",
            [
                new("keypoints", "", query.Upright.Keypoints.Count), Measurement.Of("time", "s", elapsed),
                Measurement.Of("processor time", "s", processor), new("read", "MB", access.Bytes / 1e6),
                new("requests", "", access.Requests),
            ]));
        }
        return (rows, JsonSerializer.Serialize(results));
    }
}
