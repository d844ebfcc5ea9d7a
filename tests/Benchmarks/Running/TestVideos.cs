using System.Globalization;
using VideoPipeline.Testing;

namespace VideoPipeline.Benchmarks.Running;

/// <summary>Videos made from the film, which are kept in <c>.build/benchmarks</c> because encoding takes minutes.</summary>
internal sealed class TestVideos
{
    private const double FilmSeconds = 231;

    private readonly string _folder = Path.Combine(Repository.Root, ".build", "benchmarks");

    /// <summary>The film, cut or repeated to a length, without encoding it again.</summary>
    public string OfLength(double seconds)
    {
        var loops = string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, Math.Ceiling(seconds / FilmSeconds) - 1)}");
        var length = seconds.ToString(CultureInfo.InvariantCulture);
        return Create($"film-{length}s.mp4", ["-stream_loop", loops, "-i", BenchmarkContext.Film, "-t", length, "-c", "copy"]);
    }

    /// <summary>The film scaled up and encoded by the fastest preset of a codec.</summary>
    /// <param name="codec"><c>h264</c>, <c>hevc</c>, <c>vp9</c> or <c>av1</c>.</param>
    /// <param name="width">The width.</param>
    /// <param name="height">The height.</param>
    /// <param name="seconds">The length in seconds.</param>
    public string Encoded(string codec, int width, int height, int seconds)
    {
        string[] encoder = codec switch
        {
            "h264" => ["libx264", "-preset", "veryfast", "-g", "48"],
            "hevc" => ["libx265", "-preset", "ultrafast", "-x265-params", "log-level=error:keyint=48"],
            "vp9" => ["libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-row-mt", "1", "-b:v", "6M", "-g", "48"],
            "av1" => ["libsvtav1", "-preset", "12", "-crf", "35", "-g", "48"],
            _ => throw new ArgumentOutOfRangeException(nameof(codec)),
        };
        return Create(
            $"{codec}-{width}x{height}-{seconds}s.mkv",
            ["-ss", "30", "-t", $"{seconds}", "-i", BenchmarkContext.Film, "-map", "0:v:0", "-vf", $"scale={width}:{height}",
                "-pix_fmt", "yuv420p", "-c:v", .. encoder]);
    }

    private string Create(string name, string[] arguments)
    {
        var path = Path.Combine(_folder, name);
        if (File.Exists(path)) return path;
        Directory.CreateDirectory(_folder);
        BenchmarkContext.Log($"making {name}");
        var partial = Path.Combine(_folder, $"partial-{name}");
        Ffmpeg.Run([.. arguments, partial]);
        File.Move(partial, path);
        return path;
    }
}
