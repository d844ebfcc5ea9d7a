using System.Diagnostics;
using System.Text.Json;
using Amazon.S3;
using VideoPipeline.Imaging;
using VideoPipeline.Search;
using VideoPipeline.Sources;
using VideoPipeline.Sources.Access;
using VideoPipeline.Sources.S3;
using VideoPipeline.Stills.Fingerprints;
using VideoPipeline.Storage;
using VideoPipeline.Testing;
using VideoPipeline.Testing.S3;

namespace VideoPipeline.Benchmarks;

/// <summary>
/// Measures the search for images in hundreds of runs, copies of one run with other content (<see cref="CopiedRuns"/>), in a
/// folder and in a bucket of a local S3 server, and compares the results.
/// </summary>
internal static class FindBenchmark
{
    private const int Repetitions = 3;

    public static async Task<int> RunAsync(string run, int count, IReadOnlyList<string> images)
    {
        using var folder = new TemporaryFolder();
        var files = FolderStore.Open(folder.Root, TimeProvider.System);
        using var local = new CopiedRuns(files, run, count);
        var start = Stopwatch.GetTimestamp();
        await local.AddToIndexAsync();
        var segments = await files.ListEntriesAsync(FingerprintIndex.Prefix, default).ToListAsync();
        Console.WriteLine(
            $"{count} runs, index of {segments.Sum(segment => segment.Length):N0} bytes in {segments.Count} segments, added " +
            $"and merged in {Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s");
        var queries = new List<ImageQuery>();
        foreach (var path in images)
        {
            using var image = await ImageReader.ReadAsync(new VideoSources(), path, default);
            queries.Add(ImageQuery.Of(GrayImage.Of(image)));
        }

        var inFolder = await SearchAsync("folder", local, images, queries);
        Console.WriteLine($"peak memory: {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:N0} MB");
        if (S3FactAttribute.SkipReason is { } reason)
        {
            Console.WriteLine($"The search in a bucket {reason}.");
            return 0;
        }

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
            foreach (var segment in segments)
                await bucket.PutBytesAsync(segment.Key, (await files.GetBytesAsync(segment.Key, default))!, default);
            using var remote = new CopiedRuns(bucket, run, count);
            var inBucket = await SearchAsync("bucket", remote, images, queries);
            var equal = inFolder == inBucket;
            Console.WriteLine(equal ? "The results in the folder and in the bucket are equal." : "The results differ.");
            return equal ? 0 : 1;
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    // Returns the occurrences of all images as JSON.
    private static async Task<string> SearchAsync(
        string place, CopiedRuns store, IReadOnlyList<string> images, IReadOnlyList<ImageQuery> queries)
    {
        var results = new List<IReadOnlyList<Occurrence>>();
        foreach (var (path, query) in images.Zip(queries))
        {
            var (elapsed, processor) = (new List<double>(), new List<double>());
            var (access, found) = (default(AccessCount), (IReadOnlyList<Occurrence>)[]);
            for (var i = 0; i < Repetitions; i++)
            {
                var (start, used) = (Stopwatch.GetTimestamp(), Process.GetCurrentProcess().TotalProcessorTime);
                var counter = new AccessCounter();
                var metered = new MeteredStore(store, counter);
                var runs = await SearchableRuns.OpenIndexedAsync(
                    new FingerprintIndex(metered, TimeProvider.System), metered, place, default);
                found = (await new ImageFinder(runs).FindAsync([query], default))[0];
                elapsed.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
                processor.Add((Process.GetCurrentProcess().TotalProcessorTime - used).TotalSeconds);
                access = counter.Count;
            }
            results.Add(found);
            var result = found.Count == 0
                ? "not found"
                : $"found in {string.Join(", ", found.Select(one => one.Run).Distinct())}";
            Console.WriteLine(
                $"{place}  {Path.GetFileName(path),-30} {query.Upright.Keypoints.Count,5} keypoints  " +
                $"{elapsed.Order().ElementAt(Repetitions / 2),6:F2} s  " +
                $"{processor.Order().ElementAt(Repetitions / 2),6:F2} s CPU  " +
                $"{access.Bytes,12:N0} bytes  {access.Requests,5:N0} requests   {result}");
        }
        return JsonSerializer.Serialize(results);
    }
}
