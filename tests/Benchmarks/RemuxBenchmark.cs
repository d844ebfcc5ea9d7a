using System.Diagnostics;
using System.Globalization;
using VideoPipeline.Containers;
using VideoPipeline.Decoding;
using VideoPipeline.Indexing;
using VideoPipeline.Planning;
using VideoPipeline.Sources;
using VideoPipeline.Sources.Access;
using VideoPipeline.Testing;
using VideoPipeline.Video;

namespace VideoPipeline.Benchmarks;

/// <summary>
/// Measures a video in each container that can be remuxed: indexing, compared with ffprobe listing the packets; remuxing a range
/// of a tenth of the frames, compared with <c>ffmpeg -c copy</c> of the same range; decoding that range, compared with ffmpeg
/// decoding the copy. Each alternates with its peer, whose process start is included. Prints medians.
/// </summary>
internal static class RemuxBenchmark
{
    private const int Rounds = 9;
    private static readonly string[] s_containers = ["film.mp4", "fragmented.mp4", "film.mkv", "film.ts"];

    public static async Task<int> RunAsync(string[] arguments)
    {
        using var folder = new TemporaryFolder();
        var film = arguments is [var given]
            ? Path.GetFullPath(given)
            : Path.Combine(Repository.SharedData ?? "", "videos", "agent327_480p_remux.mp4");
        Console.Write($"{"",-16}{"index",10}{"ffprobe",10}{"ratio",8}{"remux",10}{"ffmpeg",10}{"ratio",8}");
        Console.WriteLine($"{"decode",10}{"ffmpeg",10}{"ratio",8}");
        foreach (var name in s_containers)
        {
            string[] fragments = name.StartsWith("frag", StringComparison.Ordinal)
                ? ["-movflags", "frag_keyframe+empty_moov"]
                : [];
            Ffmpeg.Run(["-i", film, "-map", "0:v:0", "-map", "0:a?", "-c", "copy", .. fragments, folder.File(name)]);
            await MeasureAsync(name, folder);
        }
        return 0;
    }

    private static async Task MeasureAsync(string name, TemporaryFolder folder)
    {
        var video = folder.File(name);
        var index = await IndexAsync(video, folder.Root);
        var frames = index.Frames!.Count;
        var range = new FrameRange(frames * 45 / 100, frames * 55 / 100);
        var (start, end) = (Seconds(index, (int)range.Start), Seconds(index, (int)range.End));
        var (remuxed, copy) = (folder.File("remuxed"), folder.File("copy.mp4"));

        Console.Write($"{name,-16}");
        await PairAsync(
            () => IndexAsync(video, folder.Root),
            () => Ffmpeg.Probe("-select_streams", "v:0", "-show_entries", "packet=pts,dts,size,pos,flags", "-of", "csv", video));
        await PairAsync(
            () => RemuxAsync(video, index, range, remuxed),
            () => Ffmpeg.Run("-ss", start, "-to", end, "-i", video, "-map", "0:v:0", "-c", "copy", copy));
        await PairAsync(
            async () =>
            {
                await using var source = await OpenAsync(video);
                var settings = new DecodeSettings([PixelLayout.Yuv420], index.Video.TimeBase, Threads: 0);
                await foreach (var _ in new RangeDecoder(source, index, settings).DecodeAsync(range)) { }
            },
            () => Ffmpeg.Run("-i", copy, "-f", "rawvideo", "-pix_fmt", "yuv420p", "/dev/null"));
        Console.WriteLine();
    }

    private static async Task<VideoIndex> IndexAsync(string video, string folder)
    {
        await using var source = await OpenAsync(video);
        return await Indexer.ReadAsync(source, folder, default);
    }

    private static async Task RemuxAsync(string video, VideoIndex index, FrameRange range, string path)
    {
        await using var source = await OpenAsync(video);
        await using var output = File.Create(path);
        var span = DecodeSpan.For(index.Samples, index.Frames!, range);
        var format = ContainerFormats.GetRemuxer(index)!;
        var samples = new SampleRange(span.First, span.Last + 1);
        await format.WriteAsync(source, index, [samples], output, format.CreateGuard(index), default);
    }

    private static Task<IVideoSource> OpenAsync(string video) => new VideoSources().OpenAsync(video, expected: null, default);

    private static string Seconds(VideoIndex index, int frame)
    {
        var timeBase = index.Video.TimeBase;
        var seconds = (decimal)index.Frames!.Pts[frame] * timeBase.Numerator / timeBase.Denominator;
        return seconds.ToString("F6", CultureInfo.InvariantCulture);
    }

    private static async Task PairAsync(Func<Task> ours, Action peer)
    {
        await ours();
        List<double> oursTimes = [], peerTimes = [];
        for (var round = 0; round < Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            await ours();
            oursTimes.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            start = Stopwatch.GetTimestamp();
            peer();
            peerTimes.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        var (a, b) = (Median(oursTimes), Median(peerTimes));
        Console.Write($"{a,7:F0} ms{b,7:F0} ms{a / b,8:F2}");

        static double Median(List<double> times) => times.Order().ElementAt(Rounds / 2);
    }
}
