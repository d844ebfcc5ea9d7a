using System.Globalization;
using VideoPipeline.Benchmarks.Results;
using VideoPipeline.Benchmarks.Running;
using VideoPipeline.Containers;
using VideoPipeline.Decoding;
using VideoPipeline.Indexing;
using VideoPipeline.Planning;
using VideoPipeline.Sources;
using VideoPipeline.Sources.Access;
using VideoPipeline.Testing;
using VideoPipeline.Video;

namespace VideoPipeline.Benchmarks.Measured;

/// <summary>
/// The film in each container that can be remuxed: indexing, compared with ffprobe listing the packets; remuxing a range of a
/// tenth of the frames, compared with <c>ffmpeg -c copy</c> of the same range; decoding that range, compared with ffmpeg decoding
/// the copy. The start of the peers' processes is included.
/// </summary>
internal sealed class Remux : IBenchmark
{
    private static readonly string[] s_containers = ["film.mp4", "fragmented.mp4", "film.mkv", "film.ts"];

    public string Name => "remux";

    public string Description => "indexing, remuxing and decoding a range in each container, against ffprobe and ffmpeg";

    public async Task<IReadOnlyList<BenchmarkRow>> RunAsync(BenchmarkContext context)
    {
        var rows = new List<BenchmarkRow>();
        foreach (var name in s_containers)
        {
            string[] fragments = name.StartsWith("frag", StringComparison.Ordinal)
                ? ["-movflags", "frag_keyframe+empty_moov"]
                : [];
            Ffmpeg.Run(
                ["-i", BenchmarkContext.Film, "-map", "0:v:0", "-map", "0:a?", "-c", "copy", .. fragments,
                    context.Folder.File(name)]);
            rows.Add(new BenchmarkRow(name, await MeasureAsync(context.Folder.File(name), context)));
        }
        return rows;
    }

    private static async Task<IReadOnlyList<Measurement>> MeasureAsync(string video, BenchmarkContext context)
    {
        var folder = context.Folder;
        var index = await IndexAsync(video, folder.Root);
        var frames = index.Frames!.Count;
        var range = new FrameRange(frames * 45 / 100, frames * 55 / 100);
        var (start, end) = (Seconds(index, (int)range.Start), Seconds(index, (int)range.End));
        var (remuxed, copy) = (folder.File("remuxed"), folder.File("copy.mp4"));
        var rounds = context.Rounds(9);
        return
        [
            .. await Paired.MeasureAsync(
                rounds, "ms", Subject.Timed("index", () => IndexAsync(video, folder.Root)),
                Peer("ffprobe", () => Ffmpeg.Probe(
                    "-select_streams", "v:0", "-show_entries", "packet=pts,dts,size,pos,flags", "-of", "csv", video))),
            .. await Paired.MeasureAsync(
                rounds, "ms", Subject.Timed("remux", () => RemuxAsync(video, index, range, remuxed)),
                Peer("ffmpeg copy", () => Ffmpeg.Run(
                    "-ss", start, "-to", end, "-i", video, "-map", "0:v:0", "-c", "copy", copy))),
            .. await Paired.MeasureAsync(
                rounds, "ms", Subject.Timed("decode", () => DecodeAsync(video, index, range)),
                Peer("ffmpeg", () => Ffmpeg.Run("-i", copy, "-f", "rawvideo", "-pix_fmt", "yuv420p", "/dev/null"))),
        ];
    }

    private static Subject Peer(string name, Action run) => Subject.Timed(name, () =>
    {
        run();
        return Task.CompletedTask;
    });

    private static async Task DecodeAsync(string video, VideoIndex index, FrameRange range)
    {
        await using var source = await OpenAsync(video);
        var settings = new DecodeSettings([PixelLayout.Yuv420], index.Video.TimeBase, Threads: 0);
        await foreach (var _ in new RangeDecoder(source, index, settings).DecodeAsync(range)) { }
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
}
