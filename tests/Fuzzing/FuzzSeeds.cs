using VideoPipeline.Testing;

namespace VideoPipeline.Fuzzing;

/// <summary>Valid files for mutations: a few frames in every container that has a parser, and real files.</summary>
public static class FuzzSeeds
{
    private const int MaxRealLength = 300_000;

    private static readonly (string Name, string[] Options)[] s_small =
    [
        ("h264.mp4", ["-c:v", "libx264", "-g", "6", "-bf", "2"]),
        ("h264-fragments.mp4",
            ["-c:v", "libx264", "-g", "4", "-bf", "2", "-movflags", "frag_keyframe+empty_moov+default_base_moof"]),
        ("h264-sidx.mp4", ["-c:v", "libx264", "-g", "4", "-movflags", "dash+frag_keyframe"]),
        ("hevc.mov", ["-c:v", "libx265", "-x265-params", "log-level=none:keyint=6"]),
        ("vp9.mp4", ["-c:v", "libvpx-vp9", "-g", "6", "-deadline", "realtime"]),
        ("av1.mp4", ["-c:v", "libaom-av1", "-cpu-used", "8", "-usage", "realtime", "-g", "6"]),
        ("mpeg4.mp4", ["-c:v", "mpeg4", "-g", "6", "-bf", "2"]),
        ("mpeg2.mp4", ["-c:v", "mpeg2video", "-g", "6", "-bf", "2"]),
        ("prores.mov", ["-c:v", "prores"]),
        ("mpeg4.avi", ["-c:v", "mpeg4", "-g", "6"]),
        ("h264.mkv", ["-c:v", "libx264", "-g", "6", "-bf", "2"]),
        ("vp8.webm", ["-c:v", "libvpx", "-g", "6", "-deadline", "realtime", "-live", "1"]),
        ("vp9.webm", ["-c:v", "libvpx-vp9", "-g", "6", "-deadline", "realtime"]),
        ("h264.ts", ["-c:v", "libx264", "-g", "6", "-bf", "2"]),
        ("hevc.ts", ["-c:v", "libx265", "-x265-params", "log-level=none:keyint=6"]),
        ("mpeg2.ts", ["-c:v", "mpeg2video", "-g", "6", "-bf", "2"]),
    ];

    /// <summary>Creates videos of 64×48 pixels with audio, and adds the small shared videos if they exist.</summary>
    public static IReadOnlyList<byte[]> Create()
    {
        using var folder = new TemporaryFolder();
        var seeds = new List<byte[]>();
        foreach (var (name, options) in s_small)
        {
            var file = folder.File(name);
            string[] audio = name.EndsWith("webm", StringComparison.Ordinal) ? ["-c:a", "libopus"] : ["-c:a", "mp2"];
            Ffmpeg.Run(["-f", "lavfi", "-i", "testsrc2=s=64x48:r=25:d=0.6", "-f", "lavfi", "-i", "sine=d=0.6", "-pix_fmt",
                name.StartsWith("prores", StringComparison.Ordinal) ? "yuv422p10le" : "yuv420p", .. options, .. audio, file]);
            seeds.Add(File.ReadAllBytes(file));
        }
        if (Repository.SharedData is { } shared)
            seeds.AddRange(new DirectoryInfo(Path.Combine(shared, "videos")).GetFiles()
                .Where(file => file.Length <= MaxRealLength).OrderBy(file => file.Name, StringComparer.Ordinal)
                .Select(file => File.ReadAllBytes(file.FullName)));
        return seeds;
    }
}
