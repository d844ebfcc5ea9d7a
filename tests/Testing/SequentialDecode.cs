using System.Collections.Concurrent;
using VideoPipeline.Native;

namespace VideoPipeline.Testing;

/// <summary>A frame of a sequential decode.</summary>
/// <param name="Pts">Presentation time stamp in the stream's time base.</param>
/// <param name="Md5">MD5 of the picture as rgb24, in lower-case hexadecimal digits.</param>
public readonly record struct DecodedFrame(long Pts, string Md5);

/// <summary>
/// The oracle: what the ffmpeg that the product uses gives in a sequential decode of a whole file, read by nothing of ours but two
/// lines of text parsing.
/// </summary>
public static class SequentialDecode
{
    private static readonly ConcurrentDictionary<(string File, DateTime Written), Lazy<Task<IReadOnlyList<DecodedFrame>>>>
        s_decoded = new();

    /// <summary>The frames in presentation order: edit list honoured, rotation applied, none dropped, none repeated.</summary>
    public static Task<IReadOnlyList<DecodedFrame>> FramesAsync(string file) =>
        s_decoded.GetOrAdd((Path.GetFullPath(file), File.GetLastWriteTimeUtc(file)), key => new(() => DecodeAsync(key.File, []))).Value;

    /// <summary>The same by so many threads of the decoder, where its answer depends on that.</summary>
    public static Task<IReadOnlyList<DecodedFrame>> FramesAsync(string file, int threads) => DecodeAsync(file, ["-threads", $"{threads}"]);

    /// <summary>The same frames' pictures: bytes of rgb24 one after the other, for videos small enough.</summary>
    /// <param name="file">The video.</param>
    /// <param name="raw">Where the pictures are written.</param>
    public static Task PicturesAsync(string file, string raw) =>
        FfmpegProcess.RunAsync(FfmpegBinaries.Ffmpeg, [.. Command(file), "-f", "rawvideo", raw]);

    private static async Task<IReadOnlyList<DecodedFrame>> DecodeAsync(string file, string[] options)
    {
        // -enc_time_base -1 keeps the stream's own; the default for raw video would be one tick a frame. -copyts keeps where
        // time begins, which ffmpeg otherwise moves to 0 (MPEG-TS rarely begins there).
        var text = await FfmpegProcess.RunAsync(FfmpegBinaries.Ffmpeg, [.. options, .. Command(file), "-enc_time_base", "-1", "-f", "framemd5", "-"]);
        return [.. Parse(text)];
    }

    private static string[] Command(string file) =>
        ["-v", "error", "-copyts", "-i", file, "-map", "0:v:0", "-fps_mode", "passthrough", "-pix_fmt", "rgb24"];

    /// <summary>The frames that ffmpeg's format <c>framemd5</c> lists.</summary>
    public static IEnumerable<DecodedFrame> Parse(string framemd5) =>
        framemd5.Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(ParseLine);

    // stream, dts, pts, duration, size, hash
    private static DecodedFrame ParseLine(string line)
    {
        var fields = line.Split(',', StringSplitOptions.TrimEntries);
        return new DecodedFrame(long.Parse(fields[2]), fields[5]);
    }
}
