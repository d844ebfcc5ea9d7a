using System.Diagnostics;
using VideoPipeline.Imaging;
using VideoPipeline.Npz;
using VideoPipeline.Search;
using VideoPipeline.Sources;
using VideoPipeline.Stills.Fingerprints;
using VideoPipeline.Storage;
using VideoPipeline.Testing;

namespace VideoPipeline.Benchmarks;

/// <summary>
/// What it takes to find a picture in hundreds of runs: copies of one run, each of other content (the cells and directions of all
/// descriptors shuffled, which leaves them as descriptors are, and all hashes changed) but the first.
/// </summary>
internal static class FindBenchmark
{
    private const int Repetitions = 5;

    public static async Task<int> RunAsync(string run, int count, IReadOnlyList<string> pictures)
    {
        using var folder = new TemporaryFolder();
        var store = FolderStore.Open(folder.Root, TimeProvider.System);
        var runs = await CopyAsync(run, count, store);
        var bytes = Directory.EnumerateFiles(folder.File("find"), "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);
        Console.WriteLine($"{count} runs, index of {bytes:N0} bytes in {count} segments");

        await OpenAsync("open the index and join its segments", store, runs);
        var searched = await OpenAsync("open the index", store, runs);
        Console.WriteLine($"  {searched.Pictures:N0} frames with {searched.Segments.Sum(segment => (long)segment.Postings.Count):N0} keypoints, {searched.Segments.Sum(segment => (long)segment.Frames.Count):N0} frames in all");
        var finder = new PictureFinder(searched);
        foreach (var path in pictures)
        {
            using var picture = await ImageReader.ReadAsync(new VideoSources(), path, default);
            var grey = GreyImage.Of(picture);
            var times = new List<double>();
            IReadOnlyList<Occurrence> found = [];
            for (var i = 0; i < Repetitions; i++)
            {
                var start = Stopwatch.GetTimestamp();
                found = await finder.FindAsync(grey, default);
                times.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
            }
            var where = found.Count == 0 ? "not found" : $"found in {string.Join(", ", found.Select(one => one.Run).Distinct())}";
            Console.WriteLine($"{Path.GetFileName(path),-34} {times.Order().ElementAt(Repetitions / 2),8:F2} s   {where}");
        }
        Console.WriteLine($"memory, the most at any time: {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:N0} MB");
        return 0;
    }

    private static async Task<SearchableRuns> OpenAsync(string what, IStore store, IRunFiles[] runs)
    {
        var start = Stopwatch.GetTimestamp();
        var searched = await SearchableRuns.OpenAsync(store, runs, [], default);
        Console.WriteLine($"{what,-40} {Stopwatch.GetElapsedTime(start).TotalSeconds:F2} s");
        return searched;
    }

    private static async Task<IRunFiles[]> CopyAsync(string run, int count, IStore store)
    {
        var content = await RunReader.ContentAsync(new Copy(run, Path.GetFileName(run), null), default);
        var index = new FingerprintIndex(store);
        var runs = new IRunFiles[count];
        for (var i = 0; i < count; i++)
        {
            var seed = i;
            FingerprintFile Other() => seed == 0 ? content.Fingerprints! : content.Fingerprints! with
            {
                Frames = [.. content.Fingerprints!.Frames.Select(frame => frame with { Keypoints = Shuffled(frame.Keypoints, seed) })],
            };
            var mask = seed == 0 ? 0 : (ulong)new Random(seed).NextInt64();
            var copy = content with
            {
                Run = $"copy-{i:D4}",
                Hashes = [.. content.Hashes.Select(hashes => new PictureHashes(hashes.PHash ^ mask, hashes.DHash ^ mask))],
                Fingerprints = Other(),
            };
            await index.AddAsync(IndexSegment.Of(copy), default);
            runs[i] = new Copy(run, copy.Run, Other);
        }
        return runs;
    }

    private static Keypoints Shuffled(Keypoints keypoints, int seed)
    {
        var random = new Random(seed);
        var cells = Enumerable.Range(0, 16).ToArray();
        random.Shuffle(cells);
        var turn = random.Next(1, 8);
        var descriptors = new byte[keypoints.Descriptors.Length];
        for (var at = 0; at < descriptors.Length; at++)
        {
            var (row, cell, direction) = (at / 128 * 128, at % 128 / 8, at % 8);
            descriptors[row + (cells[cell] * 8) + ((direction + turn) % 8)] = keypoints.Descriptors[at];
        }
        return keypoints with { Descriptors = descriptors };
    }

    /// <summary>A run whose files are those of another, but for the keypoints.</summary>
    private sealed class Copy(string folder, string name, Func<FingerprintFile>? fingerprints) : IRunFiles
    {
        public string Name => name;

        public Task<Stream?> OpenAsync(string file, CancellationToken cancellation)
        {
            if (fingerprints is null || file != "fingerprints.npz") return Task.FromResult<Stream?>(File.OpenRead(Path.Combine(folder, file)));
            var bytes = new MemoryStream();
            NpzWriter.Write(bytes, fingerprints().ToArrays());
            bytes.Position = 0;
            return Task.FromResult<Stream?>(bytes);
        }
    }
}
