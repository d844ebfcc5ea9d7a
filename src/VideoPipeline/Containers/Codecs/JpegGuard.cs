using System.Buffers.Binary;

namespace VideoPipeline.Containers.Codecs;

/// <summary>Motion JPEG, a whole JPEG (ITU-T T.81, Annex B) in each sample.</summary>
internal sealed class JpegGuard(int width, int height) : ISampleGuard
{
    private const int StartOfImage = 0xD8;
    private const int HuffmanTables = 0xC4;
    private const int QuantizationTables = 0xDB;
    private const int StartOfScan = 0xDA;

    public static CodecRules Rules(SampleEntry entry) =>
        CodecRules.Cuttable(entry, "mjpeg", new JpegGuard(entry.Width, entry.Height));

    public bool StartsClean(ReadOnlySpan<byte> head) => true;

    public bool StartsAnew(ReadOnlySpan<byte> head) => true;

    public bool IsDisposable(ReadOnlySpan<byte> sample, ReadOnlySpan<byte> next) => true;

    /// <remarks>A picture without tables of its own would be decoded with those of an earlier one.</remarks>
    public string? Objection(ReadOnlySpan<byte> sample)
    {
        if (sample.Length < 4 || sample[0] != 0xFF || sample[1] != StartOfImage) return "a sample is no JPEG picture";
        var (huffman, quantization, size) = (false, false, (0, 0));
        for (var at = 2; at + 4 <= sample.Length && sample[at] == 0xFF;)
        {
            var marker = sample[at + 1];
            var body = sample[(at + 4)..];
            huffman |= marker == HuffmanTables;
            quantization |= marker == QuantizationTables;
            // Start of frame: C0 to CF but for C4 (tables), C8 (reserved) and CC (arithmetic conditioning).
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC) && body.Length >= 5)
                size = (BinaryPrimitives.ReadUInt16BigEndian(body[3..]), BinaryPrimitives.ReadUInt16BigEndian(body[1..]));
            if (marker == StartOfScan)
                return !huffman || !quantization ? "its pictures lack tables of their own" : size == (width, height) ? null : "the size of its frames changes";
            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(sample[(at + 2)..]);
        }
        return "a sample is no whole JPEG picture";
    }
}
