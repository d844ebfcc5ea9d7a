using System.Globalization;
using VideoPipeline.Containers.Common;
using VideoPipeline.Containers.Mp4;
using VideoPipeline.Testing;

namespace VideoPipeline.Tests.Containers;

/// <summary>The reference results: ffmpeg's sequential decode of a file.</summary>
internal static class Oracle
{
    private static readonly string[] s_framemd5 =
        ["-map", "0:v:0", "-fps_mode", "passthrough", "-enc_time_base", "-1", "-f", "framemd5", "-"];

    /// <summary>Returns the PTS of the frames of the first video stream, in output order.</summary>
    public static long[] Pts(string path) =>
        Ffmpeg.Probe("-select_streams", "v:0", "-show_entries", "frame=pts", "-of", "csv=p=0", path)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => long.Parse(line.TrimEnd(','), CultureInfo.InvariantCulture)).ToArray();

    /// <summary>Returns the PTS and checksum of each frame of the first video stream, in output order.</summary>
    public static DecodedFrame[] Frames(string path) =>
        [.. SequentialDecode.Parse(Ffmpeg.Capture(["-copyts", "-i", path, .. s_framemd5]))];

    /// <summary>Returns the PTS and checksum of each frame of an MP4 file that is written to ffmpeg's standard input.</summary>
    public static DecodedFrame[] RemuxedFrames(Func<Stream, Task> write) => RemuxedFrames(Mp4Remuxer.Instance, write);

    /// <summary>
    /// Returns the PTS and checksum of each frame of a remuxed stream that is written to ffmpeg's standard input.
    /// </summary>
    public static DecodedFrame[] RemuxedFrames(IRemuxer remuxer, Func<Stream, Task> write) =>
    [
        .. SequentialDecode.Parse(Ffmpeg.CapturePiped(
            write, ["-copyts", .. remuxer.InputArguments.Split(' '), "-i", "pipe:0", .. s_framemd5])),
    ];
}
