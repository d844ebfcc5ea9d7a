using System.Collections.Concurrent;
using VideoPipeline.Native;

namespace VideoPipeline.Testing;

/// <summary>A frame of a sequential decode by ffmpeg.</summary>
/// <param name="Pts">The presentation time stamp in the time base of the stream.</param>
/// <param name="Md5">The MD5 of the picture in rgb24, in lower-case hexadecimal.</param>
public readonly record struct DecodedFrame(long Pts, string Md5);

/// <summary>
/// The reference for decoding: a sequential decode of a whole file by the ffmpeg that the product uses, without code of the
/// product except two lines of text parsing.
/// </summary>
public static class SequentialDecode
{
    private static readonly ConcurrentDictionary<(string File, DateTime Written), Lazy<Task<IReadOnlyList<DecodedFrame>>>>
        s_decoded = new();

    /// <summary>
    /// Decodes the frames in presentation order, with the edit list and rotation applied, without dropping or repeating frames.
    /// </summary>
    public static Task<IReadOnlyList<DecodedFrame>> FramesAsync(string file) =>
        s_decoded.GetOrAdd(
            (Path.GetFullPath(file), File.GetLastWriteTimeUtc(file)), key => new(() => DecodeAsync(key.File, []))).Value;

    /// <summary>Decodes the frames with a given number of decoder threads, if the result depends on it.</summary>
    public static Task<IReadOnlyList<DecodedFrame>> FramesAsync(string file, int threads) =>
        DecodeAsync(file, ["-threads", $"{threads}"]);

    /// <summary>Writes the same frames as consecutive rgb24 pictures. For small videos.</summary>
    /// <param name="file">The video.</param>
    /// <param name="raw">The path of the output file.</param>
    public static Task WritePicturesAsync(string file, string raw) =>
        FfmpegProcess.RunAsync(FfmpegBinaries.Ffmpeg, [.. Command(file), "-f", "rawvideo", raw]);

    private static async Task<IReadOnlyList<DecodedFrame>> DecodeAsync(string file, string[] options)
    {
        // -enc_time_base -1 keeps the time base of the stream; the default for raw video is one tick per frame. -copyts keeps the
        // start time, which ffmpeg otherwise shifts to 0 (MPEG-TS rarely starts there).
        var text = await FfmpegProcess.RunAsync(
            FfmpegBinaries.Ffmpeg, [.. options, .. Command(file), "-enc_time_base", "-1", "-f", "framemd5", "-"]);
        return [.. Parse(text)];
    }

    private static string[] Command(string file) =>
        ["-v", "error", "-copyts", "-i", file, "-map", "0:v:0", "-fps_mode", "passthrough", "-pix_fmt", "rgb24"];

    /// <summary>Parses the output of ffmpeg's <c>framemd5</c> muxer.</summary>
    public static IEnumerable<DecodedFrame> Parse(string framemd5) =>
        framemd5.Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(ParseLine);

    // stream, dts, pts, duration, size, hash
    private static DecodedFrame ParseLine(string line)
    {
        var fields = line.Split(',', StringSplitOptions.TrimEntries);
        return new DecodedFrame(long.Parse(fields[2]), fields[5]);
    }
}
