namespace VideoPipeline.Testing;

/// <summary>
/// Small videos in which every frame contains its number, in all supported combinations of codec, GOP structure and container
/// that the installed ffmpeg can write. They are created on first use and cached below <c>.build/</c>.
/// </summary>
public static class NumberedVideo
{
    /// <summary>The number of encoded frames.</summary>
    public const int FrameCount = 150;

    private const int Gop = 24;

    private static readonly string[] s_iso = ["mp4", "frag.mp4", "mov"];

    private static readonly Coding[] s_codings =
    [
        new("h264-closed", "h264", [.. s_iso, "mkv", "ts"], X264("bframes=2:open-gop=0")),
        new("h264-open", "h264", [.. s_iso, "mkv", "ts"], X264("bframes=3:open-gop=1")),
        new("h264-pyramid", "h264", [.. s_iso, "mkv", "ts"], X264("bframes=5:b-pyramid=normal:ref=4")) { Rate = "30000/1001" },
        // Variable frame rate: frame durations of 10 to 70 ms.
        new("h264-vfr", "h264", [.. s_iso, "mkv", "ts"], X264("bframes=2"))
        {
            Filter = "settb=1/1000,setpts=40*N+5*mod(N*N\\,7)",
        },
        // Starts between frames 36 and 37, inside a GOP: the preceding samples exist, but the edit list hides them.
        new("h264-editlist", "h264", ["mp4", "mov"], X264("bframes=2")) { Remux = ["-ss", "1.46"], FirstNumber = 37 },
        // An empty edit delays the first frame.
        new("h264-delayed", "h264", ["mp4", "mov"], X264("bframes=2")) { Remux = ["-itsoffset", "0.6"] },
        new("hevc-closed", "hevc", [.. s_iso, "mkv", "ts"], X265("open-gop=0")),
        new("hevc-open", "hevc", [.. s_iso, "mkv", "ts"], X265("open-gop=1")),
        // With alternate reference frames (altref), which are not shown.
        new("vp8", "vp8", ["webm", "mkv", "avi"], ["-c:v", "libvpx", .. Vpx]),
        new("vp9", "vp9", ["webm", "mkv", "mp4", "frag.mp4"], ["-c:v", "libvpx-vp9", .. Vpx]),
        new("av1", "av1", ["webm", "mkv", "mp4", "frag.mp4"],
            ["-c:v", "libaom-av1", "-cpu-used", "8", "-crf", "30", "-b:v", "0", "-g", $"{Gop}", "-lag-in-frames", "16"]),
        new("mpeg2-closed", "mpeg2video", ["mp4", "mkv", "ts"], ["-c:v", "mpeg2video", .. Mpeg, "-flags", "+cgop"]),
        new("mpeg2-open", "mpeg2video", ["mp4", "mkv", "ts"], ["-c:v", "mpeg2video", .. Mpeg]),
        new("mpeg4", "mpeg4", [.. s_iso, "mkv", "avi"], ["-c:v", "mpeg4", .. Mpeg]),
    ];

    /// <summary>All videos.</summary>
    public static IReadOnlyList<NumberedVideoCase> All { get; } =
    [
        .. from coding in s_codings from container in coding.Containers select new NumberedVideoCase(coding, container),
    ];

    /// <summary>Returns the video with a name such as <c>h264-open.frag.mp4</c>, which is serializable test data.</summary>
    public static NumberedVideoCase GetByName(string name) => All.Single(video => video.Name == name);

    private static string[] Vpx =>
        ["-b:v", "400k", "-g", $"{Gop}", "-deadline", "good", "-cpu-used", "5", "-auto-alt-ref", "1", "-lag-in-frames", "12"];

    private static string[] Mpeg => ["-q:v", "3", "-g", $"{Gop}", "-bf", "2", "-sc_threshold", "1000000000"];

    private static string[] X264(string parameters) =>
    [
        "-c:v", "libx264", "-preset", "veryfast", "-x264-params",
        $"keyint={Gop}:min-keyint={Gop}:scenecut=0:b-adapt=0:b-pyramid=none:{parameters}",
    ];

    private static string[] X265(string parameters) =>
    [
        "-c:v", "libx265", "-preset", "ultrafast", "-x265-params",
        $"keyint={Gop}:min-keyint={Gop}:scenecut=0:bframes=3:b-adapt=0:log-level=error:{parameters}",
    ];
}

/// <summary>The encoding of a numbered video.</summary>
/// <param name="Name">The codec and the variant.</param>
/// <param name="Codec">The name of the codec in ffmpeg.</param>
/// <param name="Containers">The containers, by file name extension.</param>
/// <param name="Encoder">The output options of ffmpeg.</param>
internal sealed record Coding(string Name, string Codec, string[] Containers, string[] Encoder)
{
    /// <summary>The frame rate.</summary>
    public string Rate { get; init; } = "25";

    /// <summary>A filter that changes the time stamps; null for none.</summary>
    public string? Filter { get; init; }

    /// <summary>The input options for a second step, which remuxes the coded samples; null for no such step.</summary>
    public string[]? Remux { get; init; }

    /// <summary>The number of the first presented frame.</summary>
    public int FirstNumber { get; init; }
}
