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
/// Measures the search for images in hundreds of runs: copies of one run. All but the first have other content: the cells and
/// directions of the descriptors are permuted, which keeps their distribution, and the hashes are changed.
/// </summary>
internal static class FindBenchmark
{
    private const int Repetitions = 5;

    public static async Task<int> RunAsync(string run, int count, IReadOnlyList<string> images)
    {
        using var folder = new TemporaryFolder();
        var store = FolderStore.Open(folder.Root, TimeProvider.System);
        var runs = await CopyAsync(run, count, store);
        var files = Directory.EnumerateFiles(folder.File("find"), "*", SearchOption.AllDirectories);
        var bytes = files.Sum(file => new FileInfo(file).Length);
        Console.WriteLine($"{count} runs, index of {bytes:N0} bytes in {count} segments");

        await OpenAsync("open the index and merge its segments", store, runs);
        var searched = await OpenAsync("open the index", store, runs);
        var keypoints = searched.Segments.Sum(segment => (long)segment.Postings.Count);
        var frames = searched.Segments.Sum(segment => (long)segment.Frames.Count);
        Console.WriteLine($"  {searched.Pictures:N0} frames with {keypoints:N0} keypoints, {frames:N0} frames in total");
        var finder = new ImageFinder(searched);
        foreach (var path in images)
        {
            using var image = await ImageReader.ReadAsync(new VideoSources(), path, default);
            var grey = GrayImage.Of(image);
            var times = new List<double>();
            IReadOnlyList<Occurrence> found = [];
            for (var i = 0; i < Repetitions; i++)
            {
                var start = Stopwatch.GetTimestamp();
                found = await finder.FindAsync(grey, default);
                times.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
            }
            var result = found.Count == 0
                ? "not found"
                : $"found in {string.Join(", ", found.Select(occurrence => occurrence.Run).Distinct())}";
            Console.WriteLine($"{Path.GetFileName(path),-34} {times.Order().ElementAt(Repetitions / 2),8:F2} s   {result}");
        }
        Console.WriteLine($"peak memory: {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:N0} MB");
        return 0;
    }

    private static async Task<SearchableRuns> OpenAsync(string name, IStore store, IRunFiles[] runs)
    {
        var start = Stopwatch.GetTimestamp();
        var searched = await SearchableRuns.OpenAsync(store, runs, [], default);
        Console.WriteLine($"{name,-40} {Stopwatch.GetElapsedTime(start).TotalSeconds:F2} s");
        return searched;
    }

    private static async Task<IRunFiles[]> CopyAsync(string run, int count, IStore store)
    {
        var content = await RunReader.ReadContentAsync(new Copy(run, Path.GetFileName(run), null), default);
        var index = new FingerprintIndex(store);
        var runs = new IRunFiles[count];
        for (var i = 0; i < count; i++)
        {
            var seed = i;
            FingerprintFile Fingerprints() => seed == 0 ? content.Fingerprints! : content.Fingerprints! with
            {
                Frames =
                [
                    .. content.Fingerprints!.Frames.Select(frame => frame with { Keypoints = Permute(frame.Keypoints, seed) }),
                ],
            };
            var mask = seed == 0 ? 0 : (ulong)new Random(seed).NextInt64();
            var copy = content with
            {
                Run = $"copy-{i:D4}",
                Hashes = [.. content.Hashes.Select(hashes => new ImageHashes(hashes.PHash ^ mask, hashes.DHash ^ mask))],
                Fingerprints = Fingerprints(),
            };
            await index.AddAsync(IndexSegment.FromRun(copy), default);
            runs[i] = new Copy(run, copy.Run, Fingerprints);
        }
        return runs;
    }

    private static Keypoints Permute(Keypoints keypoints, int seed)
    {
        var random = new Random(seed);
        var cells = Enumerable.Range(0, 16).ToArray();
        random.Shuffle(cells);
        var shift = random.Next(1, 8);
        var descriptors = new byte[keypoints.Descriptors.Length];
        for (var i = 0; i < descriptors.Length; i++)
        {
            var (row, cell, direction) = (i / 128 * 128, i % 128 / 8, i % 8);
            descriptors[row + (cells[cell] * 8) + ((direction + shift) % 8)] = keypoints.Descriptors[i];
        }
        return keypoints with { Descriptors = descriptors };
    }

    /// <summary>A run with the files of another run, except the keypoints.</summary>
    private sealed class Copy(string folder, string name, Func<FingerprintFile>? fingerprints) : IRunFiles
    {
        public string Name => name;

        public Task<Stream?> OpenAsync(string file, CancellationToken cancellation)
        {
            if (fingerprints is null || file != "fingerprints.npz")
                return Task.FromResult<Stream?>(File.OpenRead(Path.Combine(folder, file)));
            var bytes = new MemoryStream();
            NpzWriter.Write(bytes, fingerprints().ToArrays());
            bytes.Position = 0;
            return Task.FromResult<Stream?>(bytes);
        }
    }
}
