using System.Globalization;
using System.Text;
using VideoPipeline.Containers.Mp4;
using VideoPipeline.Testing;
using VideoPipeline.Video;

namespace VideoPipeline.Tests.Decoding;

/// <summary>
/// Videos in which something begins midway that a decoder, or ffmpeg around it, remembers over key frames: a row of the table in
/// <c>docs/decoder-state.md</c> each. 30 frames with a key frame every 10; the change is at frame 20, or where it says so.
/// </summary>
internal static class RememberedStates
{
    private const string Source = "-f lavfi -i testsrc2=s=64x48:r=25:d=1.2";
    private const string X264 = "-pix_fmt yuv420p -c:v libx264 -preset veryfast -g 10 -bf 0 -x264-params scenecut=0:keyint=10";
    private const string X265 = "-pix_fmt yuv420p -c:v libx265 -preset ultrafast -x265-params log-level=none:keyint=10:min-keyint=10:bframes=0:scenecut=0";
    private const int SecondKey = 1;
    private const int ThirdKey = 2;

    // Messages of SEI: a quarter turn (H.264, D.1.27), a mirror (H.265, D.2.17), grain (H.264, D.1.21; H.265, D.2.20).
    private const string Turned = "0 0 0 0100000000000000 010 0";
    private const string Mirrored = "0 1 0 0000000000000000 1";
    private const string Grain = "0 00 0 00 0010 1 0 0 00000000 000 00000000 11111111 0000001100100 1";

    /// <summary>Name, what the guard says of it, and what makes it: a folder in, a file out.</summary>
    public static readonly (string Name, string Reason, Func<TemporaryFolder, string> Make)[] All =
    [
        ("h264 orientation", "turns", folder => H264(folder, ThirdKey, Sei([0x06], 47, Turned))),
        ("h264 orientation of the first picture", "turns", folder => H264(folder, 0, Sei([0x06], 47, Turned))),
        ("h264 film grain", "grain", folder => H264(folder, SecondKey, Sei([0x06], 19, Grain))),
        ("h264 encoder", "old encoder", folder => H264(folder, ThirdKey, X264Says("x264 - core 20 - "))),
        ("h264 parameter set", "parameter sets", folder => Joined(folder, "mp4", $"{X264}", $"{X264}:no-8x8dct=1:cabac=0")),
        ("hevc orientation", "turns", folder => Hevc(folder, ThirdKey, Sei([0x4E, 0x01], 47, Mirrored))),
        ("hevc orientation of the first picture", "turns", folder => Hevc(folder, 0, Sei([0x4E, 0x01], 47, Mirrored))),
        ("hevc film grain", "grain", folder => Hevc(folder, SecondKey, Sei([0x4E, 0x01], 19, Grain))),
        ("hevc pictures that are not output", "not shown", NotOutput),
        ("mpeg2 colours", "changes on the way", folder => Raw(folder, "m2v", "mp4", "mpegvideo",
            "-pix_fmt yuv420p -c:v mpeg2video -g 10 -bf 0 -color_primaries bt709 -color_trc bt709 -colorspace bt709",
            "-pix_fmt yuv420p -c:v mpeg2video -g 10 -bf 0 -color_primaries smpte170m -color_trc smpte170m -colorspace smpte170m")),
        ("mpeg2 shape", "changes on the way", folder => Raw(folder, "m2v", "mp4", "mpegvideo",
            "-pix_fmt yuv420p -c:v mpeg2video -g 10 -bf 0 -aspect 4:3", "-pix_fmt yuv420p -c:v mpeg2video -g 10 -bf 0 -aspect 16:9")),
        ("mpeg1 encoder", "mark of its encoder", folder => Inserted(folder, "m1v", "mp4", "mpegvideo", "-pix_fmt yuv420p -c:v mpeg1video -g 10 -bf 0",
            [0, 0, 1, 0], 20, [0, 0, 1, 0xB2, .. "-\0TMPGEXS\0----------------------------"u8])),
        ("mpeg4 encoder", "parameters", Mpeg4),
        ("vp9 colours", "", folder => Filtered(folder, "webm", "-pix_fmt yuv420p -c:v libvpx-vp9 -deadline realtime -cpu-used 8 -g 10", "vp9_metadata=color_space=bt709")),
        ("av1 colours", "", folder => Filtered(folder, "mp4", "-pix_fmt yuv420p -c:v libaom-av1 -usage realtime -cpu-used 8 -g 10", "av1_metadata=matrix_coefficients=1")),
        ("prores colours", "changes on the way", folder => Filtered(folder, "mov", "-pix_fmt yuv422p10le -c:v prores", "prores_metadata=colorspace=bt709")),
        ("mjpeg comment", "changes on the way", folder => Jpeg(folder, frame => [.. frame[..2], 0xFF, 0xFE, 0, 12, .. "CS=ITU601\0"u8, .. frame[2..]])),
        ("mjpeg orientation", "turns", folder => Jpeg(folder, frame => [.. frame[..2], .. Exif(6), .. frame[2..]])),
        ("mjpeg orientation as a long number", "turns", folder => Jpeg(folder, frame => [.. frame[..2], .. Exif(6, type: 4), .. frame[2..]])),
        ("mjpeg without tables", "tables of their own", folder => Jpeg(folder, WithoutHuffmanTables)),
    ];

    private static string H264(TemporaryFolder folder, int key, byte[] unit) => WithUnit(folder, "h264", X264, unit => (unit & 0x1F) == 5, key, unit);

    private static string Hevc(TemporaryFolder folder, int key, byte[] unit) =>
        WithUnit(folder, "hevc", X265, unit => (unit >> 1 & 0x3F) is 19 or 20, key, unit, "-tag:v hvc1");

    // A unit in front of the slice of the nth key picture.
    private static string WithUnit(
        TemporaryFolder folder, string codec, string options, Predicate<byte> isKey, int key, byte[] unit, string tag = "")
    {
        var raw = folder.File($"raw.{codec}");
        Run($"{Source} {options} {raw}");
        var stream = File.ReadAllBytes(raw);
        var at = -1;
        for (var left = key; left >= 0; left--)
            do at = Next(stream, [0, 0, 1], at + 1);
            while (!isKey(stream[at + 3]));
        File.WriteAllBytes(raw, [.. stream[..at], 0, 0, 1, .. unit, .. stream[at..]]);
        return Muxed(folder, raw, "mp4", codec, tag);
    }

    private static string NotOutput(TemporaryFolder folder)
    {
        var file = folder.File("no-output.mp4");
        Run($"{Source} -pix_fmt yuv420p -c:v libx265 -preset ultrafast -x265-params log-level=none:keyint=10:min-keyint=10:open-gop=0:bframes=3:scenecut=0 -tag:v hvc1 {file}");
        var bytes = File.ReadAllBytes(file);
        var index = Mp4Indexer.ReadAsync(new MemorySource(bytes), CancellationToken.None).GetAwaiter().GetResult()!;
        foreach (var row in Enumerable.Range(1, index.Samples.Count - 1).Where(row => index.Samples.IsKey[row]))
        {
            var at = (int)index.Samples.Offset[row];
            while ((bytes[at + 4] >> 1 & 0x3F) is not (19 or 20)) at += 4 + System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at));
            bytes[at + 6] |= 0x40; // no_output_of_prior_pics_flag, after first_slice_segment_in_pic_flag
        }
        File.WriteAllBytes(file, bytes);
        return file;
    }

    // The encoder's name among the headers of the third key picture.
    private static string Mpeg4(TemporaryFolder folder)
    {
        var file = folder.File("named.mp4");
        Run($"{Source} -pix_fmt yuv420p -c:v mpeg4 -g 10 -bf 0 -bsf:v dump_extra=freq=k {file}");
        var bytes = File.ReadAllBytes(file);
        var at = -1;
        for (var left = ThirdKey; left >= 0; left--) at = Next(bytes, "Lavc"u8, at + 1);
        "DivX400b1393"u8.CopyTo(bytes.AsSpan(at));
        File.WriteAllBytes(file, bytes);
        return file;
    }

    // Two codings of one codec, one after the other.
    private static string Joined(TemporaryFolder folder, string container, string first, string second)
    {
        Run($"{Source} -t 0.8 {first} {folder.File("1.ts")}");
        Run($"{Source} -t 0.4 {second} {folder.File("2.ts")}");
        var file = folder.File($"joined.{container}");
        Run($"-i concat:{folder.File("1.ts")}|{folder.File("2.ts")} -c copy {file}");
        return file;
    }

    private static string Raw(TemporaryFolder folder, string ending, string container, string format, string first, string second)
    {
        Run($"{Source} -frames:v 20 {first} {folder.File("1." + ending)}");
        Run($"{Source} -frames:v 10 {second} {folder.File("2." + ending)}");
        var both = folder.File($"both.{ending}");
        File.WriteAllBytes(both, [.. File.ReadAllBytes(folder.File("1." + ending)), .. File.ReadAllBytes(folder.File("2." + ending))]);
        return Muxed(folder, both, container, format);
    }

    private static string Inserted(
        TemporaryFolder folder, string ending, string container, string format, string options, byte[] mark, int picture, byte[] unit)
    {
        var raw = folder.File($"raw.{ending}");
        Run($"{Source} {options} {raw}");
        var stream = File.ReadAllBytes(raw);
        var at = -1;
        for (var left = picture; left >= 0; left--) at = Next(stream, mark, at + 1);
        File.WriteAllBytes(raw, [.. stream[..at], .. unit, .. stream[at..]]);
        return Muxed(folder, raw, container, format);
    }

    private static string Filtered(TemporaryFolder folder, string container, string options, string filter)
    {
        var plain = folder.File($"1.{container}");
        var changed = folder.File($"2.{container}");
        Run($"{Source} {options} {plain}");
        Run($"-i {plain} -c copy -bsf:v {filter} {changed}");
        var list = folder.File("list.txt");
        File.WriteAllText(list, $"ffconcat version 1.0\nfile '{plain}'\nfile '{changed}'\n");
        var file = folder.File($"joined.{container}");
        Run($"-f concat -safe 0 -i {list} -c copy {file}");
        return file;
    }

    private static string Jpeg(TemporaryFolder folder, Func<byte[], byte[]> change)
    {
        var raw = folder.File("raw.mjpeg");
        Run($"{Source} -pix_fmt yuvj420p -c:v mjpeg -huffman default -f mjpeg {raw}");
        var stream = File.ReadAllBytes(raw);
        var changed = new List<byte>();
        for (var (at, number) = (0, 0); at < stream.Length; number++)
        {
            var next = Next(stream, [0xFF, 0xD8, 0xFF], at + 1);
            var frame = stream[at..(next < 0 ? stream.Length : next)];
            changed.AddRange(number < 20 ? frame : change(frame));
            at += frame.Length;
        }
        File.WriteAllBytes(raw, [.. changed]);
        return Muxed(folder, raw, "mov", "mjpeg");
    }

    private static byte[] WithoutHuffmanTables(byte[] frame)
    {
        var at = Next(frame, [0xFF, 0xC4], 0);
        return [.. frame[..at], .. frame[(at + 2 + (frame[at + 2] << 8 | frame[at + 3]))..]];
    }

    // A segment with a TIFF directory of one entry (TIFF 6.0, section 2).
    private static byte[] Exif(byte orientation, byte type = 3) =>
        [0xFF, 0xE1, 0, 34, .. "Exif\0\0II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 0x01, type, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0];

    private static byte[] X264Says(string text) => [0x06, 5, (byte)(16 + text.Length), .. Enumerable.Repeat((byte)0xDC, 16), .. Encoding.ASCII.GetBytes(text), 0x80];

    // One message with its bits, filled up to whole bytes, and the unit's own end.
    private static byte[] Sei(byte[] header, byte type, string bits)
    {
        var digits = bits.Replace(" ", "", StringComparison.Ordinal) + "1";
        digits = digits.PadRight((digits.Length + 7) / 8 * 8, '0');
        var payload = digits.Chunk(8).Select(eight => byte.Parse(eight, NumberStyles.BinaryNumber, CultureInfo.InvariantCulture)).ToArray();
        return Escaped([.. header, type, (byte)payload.Length, .. payload, 0x80]);
    }

    // Emulation prevention (H.264, 7.4.1).
    private static byte[] Escaped(byte[] unit)
    {
        var escaped = new List<byte>();
        foreach (var one in unit)
        {
            if (one <= 3 && escaped is [.., 0, 0]) escaped.Add(3);
            escaped.Add(one);
        }
        return [.. escaped];
    }

    private static string Muxed(TemporaryFolder folder, string raw, string container, string format, string options = "")
    {
        var file = folder.File($"video.{container}");
        Run($"-fflags +genpts -r 25 -f {format} -i {raw} -c copy {options} {file}");
        return file;
    }

    private static int Next(byte[] bytes, ReadOnlySpan<byte> mark, int from) =>
        bytes.AsSpan(from).IndexOf(mark) is >= 0 and var at ? from + at : -1;

    private static void Run(string arguments) => Ffmpeg.Run(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
