using VideoPipeline.Benchmarks.Report;
using VideoPipeline.Benchmarks.Results;
using VideoPipeline.Benchmarks.Running;

namespace VideoPipeline.Benchmarks.Measured;

/// <summary>The analysis of all frames, against ffmpeg decoding to nothing and programs that compute the same.</summary>
internal sealed class WholeFilm : IBenchmark
{
    private const int ClipSeconds = 30;

    private static readonly (string Name, string Codec)[] s_clips =
        [("1080p H.264", "h264"), ("1080p HEVC", "hevc"), ("1080p VP9", "vp9"), ("1080p AV1", "av1")];

    public string Name => "whole-film";

    public string Description => "analysis of all frames: ffmpeg decoding, OpenCV+numpy, PyAV+numpy, PySceneDetect";

    public Chart Chart => new(
        ChartKind.Bars, "Analysis of all frames (shorter is better)", "s",
        ["videopipeline", "ffmpeg decoding", "OpenCV+numpy", "PyAV+numpy", "PySceneDetect"]);

    public async Task<IReadOnlyList<BenchmarkRow>> RunAsync(BenchmarkContext context)
    {
        var film = BenchmarkContext.Film;
        var rows = new List<BenchmarkRow>
        {
            new("480p H.264, 231 s", await Paired.MeasureAsync(
                context.Rounds(5), "s", [Programs.Analysis(context, film), Programs.Decoding(film), .. await PeersAsync(film)])),
        };
        foreach (var (name, codec) in context.Cases(s_clips, clip => clip.Codec == "h264"))
        {
            var clip = context.Videos.Encoded(codec, 1920, 1080, ClipSeconds);
            rows.Add(new BenchmarkRow($"{name}, {ClipSeconds} s", await Paired.MeasureAsync(
                context.Rounds(3), "s", Programs.Analysis(context, clip), Programs.Decoding(clip))));
        }
        return rows;
    }

    private static async Task<IReadOnlyList<Subject>> PeersAsync(string film)
    {
        var peers = new List<Subject>();
        if (await Programs.HasModuleAsync("cv2"))
            peers.Add(Programs.Peer("OpenCV+numpy", "peer_analysis.py", "cv2", film));
        if (await Programs.HasModuleAsync("av"))
            peers.Add(Programs.Peer("PyAV+numpy", "peer_analysis.py", "av", film));
        if (await Programs.HasModuleAsync("scenedetect"))
        {
            // Shots only, by its default detector.
            peers.Add(Subject.Timed("PySceneDetect", () => Programs.PythonAsync(
                "import sys, scenedetect; scenedetect.detect(sys.argv[1], scenedetect.ContentDetector())", film)));
        }
        return peers;
    }
}
