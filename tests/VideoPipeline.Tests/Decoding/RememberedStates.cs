using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using VideoPipeline.Containers.Mp4;
using VideoPipeline.Testing;

namespace VideoPipeline.Tests.Decoding;

/// <summary>
/// Makes videos with persistent state that starts in the middle, in the decoder or in ffmpeg's filters: each is a row of the
/// table in <c>docs/decoder-state.md</c>. They have 30 frames and a key frame every 10. The change is at frame 20 unless stated
/// otherwise.
/// </summary>
internal static class RememberedStates
{
    private const string Source = "-f lavfi -i testsrc2=s=64x48:r=25:d=1.2";
    private const string X264 = "-pix_fmt yuv420p -c:v libx264 -preset veryfast -g 10 -bf 0 -x264-params scenecut=0:keyint=10";
    private const string X265Keys =
        "-pix_fmt yuv420p -c:v libx265 -preset ultrafast -x265-params log-level=none:keyint=10:min-keyint=10";
    private const string X265 = X265Keys + ":bframes=0:scenecut=0";
    private const string Mpeg2 = "-pix_fmt yuv420p -c:v mpeg2video -g 10 -bf 0";
    private const int SecondKey = 1;
    private const int ThirdKey = 2;

    // SEI messages: rotation by 90° (H.264, D.1.27), mirroring (H.265, D.2.17), film grain (H.264, D.1.21; H.265, D.2.20).
    private const string Rotation = "0 0 0 0100000000000000 010 0";
    private const string Mirroring = "0 1 0 0000000000000000 1";
    private const string FilmGrain = "0 00 0 00 0010 1 0 0 00000000 000 00000000 11111111 0000001100100 1";

    /// <summary>
    /// The name, part of the unsplittable reason, and the function that makes the video in a folder and returns its path.
    /// </summary>
    public static readonly (string Name, string Reason, Func<TemporaryFolder, string> Make)[] All =
    [
        ("h264 orientation", "rotates or mirrors", folder => H264(folder, ThirdKey, Sei([0x06], 47, Rotation))),
        ("h264 orientation of the first picture", "rotates or mirrors", folder => H264(folder, 0, Sei([0x06], 47, Rotation))),
        ("h264 film grain", "film grain", folder => H264(folder, SecondKey, Sei([0x06], 19, FilmGrain))),
        ("h264 encoder", "old x264 build", folder => H264(folder, ThirdKey, X264Version("x264 - core 20 - "))),
        ("h264 parameter set", "parameter sets", folder => Concatenate(folder, "mp4", $"{X264}", $"{X264}:no-8x8dct=1:cabac=0")),
        ("hevc orientation", "rotates or mirrors", folder => Hevc(folder, ThirdKey, Sei([0x4E, 0x01], 47, Mirroring))),
        ("hevc orientation of the first picture", "rotates or mirrors",
            folder => Hevc(folder, 0, Sei([0x4E, 0x01], 47, Mirroring))),
        ("hevc film grain", "film grain", folder => Hevc(folder, SecondKey, Sei([0x4E, 0x01], 19, FilmGrain))),
        ("hevc pictures that are not output", "no_output_of_prior_pics_flag", NotOutput),
        ("mpeg2 colors", "change between samples", folder => ConcatenateRaw(folder, "m2v", "mp4", "mpegvideo",
            $"{Mpeg2} -color_primaries bt709 -color_trc bt709 -colorspace bt709",
            $"{Mpeg2} -color_primaries smpte170m -color_trc smpte170m -colorspace smpte170m")),
        ("mpeg2 aspect ratio", "change between samples", folder => ConcatenateRaw(folder, "m2v", "mp4", "mpegvideo",
            $"{Mpeg2} -aspect 4:3", $"{Mpeg2} -aspect 16:9")),
        ("mpeg1 encoder", "TMPGEnc", folder => Insert(
            folder, "m1v", "mp4", "mpegvideo", "-pix_fmt yuv420p -c:v mpeg1video -g 10 -bf 0", [0, 0, 1, 0], 20,
            [0, 0, 1, 0xB2, .. "-\0TMPGEXS\0----------------------------"u8])),
        ("mpeg4 encoder", "not in the sample description", Mpeg4),
        ("vp9 colors", "",
            folder => Filter(folder, "webm", "-pix_fmt yuv420p -c:v libvpx-vp9 -deadline realtime -cpu-used 8 -g 10",
                "vp9_metadata=color_space=bt709")),
        ("av1 colors", "",
            folder => Filter(folder, "mp4", "-pix_fmt yuv420p -c:v libaom-av1 -usage realtime -cpu-used 8 -g 10",
                "av1_metadata=matrix_coefficients=1")),
        ("prores colors", "change between samples",
            folder => Filter(folder, "mov", "-pix_fmt yuv422p10le -c:v prores", "prores_metadata=colorspace=bt709")),
        ("mjpeg comment", "change between samples",
            folder => Jpeg(folder, frame => [.. frame[..2], 0xFF, 0xFE, 0, 12, .. "CS=ITU601\0"u8, .. frame[2..]])),
        ("mjpeg orientation", "rotates or mirrors", folder => Jpeg(folder, frame => [.. frame[..2], .. Exif(6), .. frame[2..]])),
        ("mjpeg orientation of type LONG", "rotates or mirrors",
            folder => Jpeg(folder, frame => [.. frame[..2], .. Exif(6, type: 4), .. frame[2..]])),
        ("mjpeg without tables", "Huffman tables", folder => Jpeg(folder, WithoutHuffmanTables)),
    ];

    private static string H264(TemporaryFolder folder, int key, byte[] unit) =>
        WithUnit(folder, "h264", X264, unit => (unit & 0x1F) == 5, key, unit);

    private static string Hevc(TemporaryFolder folder, int key, byte[] unit) =>
        WithUnit(folder, "hevc", X265, unit => (unit >> 1 & 0x3F) is 19 or 20, key, unit, "-tag:v hvc1");

    // Inserts a NAL unit before the slice of the nth key picture.
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
        return Mux(folder, raw, "mp4", codec, tag);
    }

    private static string NotOutput(TemporaryFolder folder)
    {
        var file = folder.File("no-output.mp4");
        Run($"{Source} {X265Keys}:open-gop=0:bframes=3:scenecut=0 -tag:v hvc1 {file}");
        var bytes = File.ReadAllBytes(file);
        var index = Mp4Indexer.ReadAsync(new MemorySource(bytes), CancellationToken.None).GetAwaiter().GetResult()!;
        foreach (var row in Enumerable.Range(1, index.Samples.Count - 1).Where(row => index.Samples.IsKey[row]))
        {
            var at = (int)index.Samples.Offset[row];
            while ((bytes[at + 4] >> 1 & 0x3F) is not (19 or 20)) at += 4 + BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at));
            bytes[at + 6] |= 0x40; // no_output_of_prior_pics_flag, after first_slice_segment_in_pic_flag
        }
        File.WriteAllBytes(file, bytes);
        return file;
    }

    // Replaces the encoder name in the headers of the third key picture.
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

    // Concatenates two encodes with the same codec.
    private static string Concatenate(TemporaryFolder folder, string container, string first, string second)
    {
        Run($"{Source} -t 0.8 {first} {folder.File("1.ts")}");
        Run($"{Source} -t 0.4 {second} {folder.File("2.ts")}");
        var file = folder.File($"joined.{container}");
        Run($"-i concat:{folder.File("1.ts")}|{folder.File("2.ts")} -c copy {file}");
        return file;
    }

    private static string ConcatenateRaw(
        TemporaryFolder folder, string extension, string container, string format, string first, string second)
    {
        var (one, two, both) = (folder.File($"1.{extension}"), folder.File($"2.{extension}"), folder.File($"both.{extension}"));
        Run($"{Source} -frames:v 20 {first} {one}");
        Run($"{Source} -frames:v 10 {second} {two}");
        File.WriteAllBytes(both, [.. File.ReadAllBytes(one), .. File.ReadAllBytes(two)]);
        return Mux(folder, both, container, format);
    }

    private static string Insert(
        TemporaryFolder folder, string extension, string container, string format, string options, byte[] mark, int picture,
        byte[] unit)
    {
        var raw = folder.File($"raw.{extension}");
        Run($"{Source} {options} {raw}");
        var stream = File.ReadAllBytes(raw);
        var at = -1;
        for (var left = picture; left >= 0; left--) at = Next(stream, mark, at + 1);
        File.WriteAllBytes(raw, [.. stream[..at], .. unit, .. stream[at..]]);
        return Mux(folder, raw, container, format);
    }

    private static string Filter(TemporaryFolder folder, string container, string options, string filter)
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
        return Mux(folder, raw, "mov", "mjpeg");
    }

    private static byte[] WithoutHuffmanTables(byte[] frame)
    {
        var at = Next(frame, [0xFF, 0xC4], 0);
        return [.. frame[..at], .. frame[(at + 2 + (frame[at + 2] << 8 | frame[at + 3]))..]];
    }

    // An APP1 segment with a TIFF directory of one entry (TIFF 6.0, section 2).
    private static byte[] Exif(byte orientation, byte type = 3) =>
    [
        0xFF, 0xE1, 0, 34, .. "Exif\0\0II*\0"u8,
        8, 0, 0, 0, 1, 0, 0x12, 0x01, type, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0,
    ];

    private static byte[] X264Version(string text) =>
        [0x06, 5, (byte)(16 + text.Length), .. Enumerable.Repeat((byte)0xDC, 16), .. Encoding.ASCII.GetBytes(text), 0x80];

    // An SEI NAL unit with one message, padded to whole bytes, and the RBSP trailing bits.
    private static byte[] Sei(byte[] header, byte type, string bits)
    {
        var digits = bits.Replace(" ", "", StringComparison.Ordinal) + "1";
        digits = digits.PadRight((digits.Length + 7) / 8 * 8, '0');
        var payload = digits.Chunk(8)
            .Select(eight => byte.Parse(eight, NumberStyles.BinaryNumber, CultureInfo.InvariantCulture)).ToArray();
        return Escape([.. header, type, (byte)payload.Length, .. payload, 0x80]);
    }

    // Emulation prevention (H.264, 7.4.1).
    private static byte[] Escape(byte[] unit)
    {
        var escaped = new List<byte>();
        foreach (var one in unit)
        {
            if (one <= 3 && escaped is [.., 0, 0]) escaped.Add(3);
            escaped.Add(one);
        }
        return [.. escaped];
    }

    private static string Mux(TemporaryFolder folder, string raw, string container, string format, string options = "")
    {
        var file = folder.File($"video.{container}");
        Run($"-fflags +genpts -r 25 -f {format} -i {raw} -c copy {options} {file}");
        return file;
    }

    private static int Next(byte[] bytes, ReadOnlySpan<byte> mark, int from) =>
        bytes.AsSpan(from).IndexOf(mark) is >= 0 and var at ? from + at : -1;

    private static void Run(string arguments) => Ffmpeg.Run(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
