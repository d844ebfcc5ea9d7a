using VideoPipeline.Testing;

namespace VideoPipeline.Tests.Containers.Mp4;

/// <summary>Commands that create small MP4 and QuickTime files with the codecs and options of the installed ffmpeg.</summary>
internal static class Mp4Variants
{
    private const string Picture = "-f lavfi -i testsrc2=s=96x64:r=25:d=3";
    private const string Tone = "-f lavfi -i sine=d=3";
    private const string X264 = "-pix_fmt yuv420p -c:v libx264 -preset fast -g 15 -keyint_min 5 -bf 3";
    private const string X265 =
        "-pix_fmt yuv420p -c:v libx265 -preset ultrafast -x265-params log-level=error:keyint=15:min-keyint=5:bframes=3";

    /// <summary>
    /// The name of each variant and its ffmpeg commands, in order: <c>IN</c> is the output of the previous command, <c>OUT</c>
    /// the new file.
    /// </summary>
    public static readonly (string Name, string[] Commands)[] Splittable =
    [
        ("h264 closed", [$"{Picture} {X264} -flags +cgop OUT.mp4"]),
        ("h264 open", [$"{Picture} {X264} -x264-params open-gop=1:b-pyramid=normal:scenecut=0 OUT.mp4"]),
        ("h264 without B-frames", [$"{Picture} -pix_fmt yuv420p -c:v libx264 -g 15 -bf 0 OUT.mp4"]),
        ("h264 10 bit", [$"{Picture} -pix_fmt yuv422p10le -c:v libx264 -preset fast -g 15 OUT.mp4"]),
        ("h264 intra refresh", [$"{Picture} -pix_fmt yuv420p -c:v libx264 -preset fast -g 15 -intra-refresh 1 -bf 0 OUT.mp4"]),
        ("h264 variable rate",
            [$"{Picture} -vf select=not(mod(n\\,7))+not(mod(n\\,3)),settb=1/1000 -fps_mode vfr {X264} OUT.mp4"]),
        ("faststart with sound", [$"{Picture} {Tone} {X264} -c:a aac -movflags +faststart OUT.mp4"]),
        ("sound first", [$"{Tone} {Picture} -map 0:a -map 1:v {X264} -c:a aac OUT.mp4"]),
        ("two video tracks", [$"{Picture} -f lavfi -i testsrc=s=64x64:r=10:d=3 -map 0 -map 1 {X264} OUT.mp4"]),
        ("quicktime", [$"{Picture} {X264} OUT.mov"]),
        ("rotated", [$"{Picture} {X264} OUT.mp4", "-i IN -c copy -metadata:s:v:0 rotate=90 OUT.mp4"]),
        ("cut by stream copy", [$"{Picture} {X264} OUT.mp4", "-ss 1.1 -i IN -t 1 -c copy OUT.mp4"]),
        ("cut from an open GOP",
            [$"{Picture} {X264} -x264-params open-gop=1:scenecut=0 OUT.mp4", "-ss 1.3 -i IN -c copy OUT.mp4"]),
        ("late start",
            [$"{Picture} {X264} OUT.mp4",
             "-itsoffset 0.73 -i IN -f lavfi -i sine=d=3 -map 0 -map 1 -c:v copy -c:a aac OUT.mp4"]),
        ("negative offsets", [$"{Picture} {X264} -movflags +negative_cts_offsets OUT.mp4"]),
        ("negative offsets cut",
            [$"{Picture} {X264} OUT.mp4", "-ss 1.1 -i IN -c copy -movflags +negative_cts_offsets OUT.mp4"]),
        ("without an edit list", [$"{Picture} {X264} -use_editlist 0 OUT.mp4"]),
        ("fragments", [$"{Picture} {Tone} {X264} -c:a aac -movflags +frag_keyframe+empty_moov OUT.mp4"]),
        ("fragments with their own base",
            [$"{Picture} {Tone} {X264} -c:a aac -movflags +frag_keyframe+empty_moov+default_base_moof OUT.mp4"]),
        ("separate fragments",
            [$"{Picture} {Tone} {X264} -c:a aac -movflags +frag_keyframe+empty_moov+separate_moof OUT.mp4"]),
        ("a fragment a frame", [$"{Picture} {X264} -movflags +frag_every_frame+empty_moov OUT.mp4"]),
        ("fragments with negative offsets",
            [$"{Picture} {X264} -movflags +frag_keyframe+empty_moov+negative_cts_offsets OUT.mp4"]),
        ("dash", [$"{Picture} {X264} -movflags +dash+frag_keyframe+empty_moov+global_sidx OUT.mp4"]),
        ("cmaf", [$"{Picture} {X264} -movflags +cmaf+frag_keyframe OUT.mp4"]),
        ("late fragments",
            [$"{Picture} {X264} OUT.mp4",
             "-itsoffset 0.73 -i IN -c copy -movflags +frag_keyframe+empty_moov+delay_moov OUT.mp4"]),
        ("hevc open", [$"{Picture} {X265}:open-gop=1 -tag:v hvc1 OUT.mp4"]),
        ("hevc closed", [$"{Picture} {X265}:open-gop=0:repeat-headers=1 -tag:v hvc1 OUT.mp4"]),
        ("hevc cut", [$"{Picture} {X265}:open-gop=0 OUT.mp4", "-ss 1.1 -i IN -c copy OUT.mp4"]),
        ("vp9", [$"{Picture} -pix_fmt yuv420p -c:v libvpx-vp9 -b:v 200k -g 15 -cpu-used 8 OUT.mp4"]),
        ("vp9 with hidden frames",
            [$"{Picture} -pix_fmt yuv420p -c:v libvpx-vp9 -b:v 200k -g 25 " +
             "-auto-alt-ref 1 -lag-in-frames 16 -cpu-used 4 OUT.mp4"]),
        ("av1", [$"{Picture} -pix_fmt yuv420p -c:v libaom-av1 -b:v 200k -g 15 -cpu-used 8 OUT.mp4"]),
        ("mpeg4", [$"{Picture} -pix_fmt yuv420p -c:v mpeg4 -b:v 500k -g 15 -bf 2 OUT.mp4"]),
        ("mpeg2", [$"{Picture} -pix_fmt yuv420p -c:v mpeg2video -b:v 500k -g 15 -bf 2 OUT.mp4"]),
        ("mpeg2 in quicktime", [$"{Picture} -pix_fmt yuv420p -c:v mpeg2video -b:v 500k -g 15 -bf 2 OUT.mov"]),
        ("mpeg1", [$"{Picture} -pix_fmt yuv420p -c:v mpeg1video -b:v 500k -g 15 OUT.mp4"]),
        ("mjpeg", [$"{Picture} -pix_fmt yuvj420p -c:v mjpeg OUT.mov"]),
        ("prores", [$"{Picture} -pix_fmt yuv422p10le -c:v prores_ks OUT.mov"]),
        ("png", [$"{Picture} -c:v png OUT.mov"]),
    ];

    /// <summary>Creates a variant in <paramref name="folder"/>.</summary>
    /// <returns>The path of the last output.</returns>
    public static string Make(TemporaryFolder folder, IEnumerable<string> commands)
    {
        var path = "";
        var step = 0;
        foreach (var command in commands)
        {
            var input = path;
            var words = command.Split(' ').Select(word =>
                word == "IN" ? input
                : word.StartsWith("OUT.", StringComparison.Ordinal) ? path = folder.File($"{step}{word[3..]}")
                : word);
            Ffmpeg.Run(words.ToArray());
            step++;
        }
        return path;
    }
}
