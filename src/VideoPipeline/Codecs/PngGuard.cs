using System.Buffers.Binary;

namespace VideoPipeline.Codecs;

/// <summary>Checks PNG samples (ISO/IEC 15948, 5.2 and 11.2.2): one picture in each.</summary>
internal sealed class PngGuard(int width, int height) : ISampleGuard
{
    private const int SignatureBytes = 8;
    private const int ColorTypeOffset = 25;
    private const int PaletteColorType = 3;

    public static CodecSupport Support(SampleEntry entry) =>
        CodecSupport.Splittable(entry, "png", new PngGuard(entry.Width, entry.Height));

    public bool IsRandomAccessPoint(ReadOnlySpan<byte> head) => true;

    public bool ResetsDecoder(ReadOnlySpan<byte> head) => true;

    /// <remarks>ffmpeg adds a picture that is not marked as a key frame to the previous one (libavcodec/pngdec.c).</remarks>
    public bool CanSkip(ReadOnlySpan<byte> sample, ReadOnlySpan<byte> next) => false;

    // Signature, length of IHDR, 'IHDR', width, height, bit depth, color type.
    public string? FindUnsplittableReason(ReadOnlySpan<byte> sample)
    {
        if (sample.Length < ColorTypeOffset + 1 || !sample[1..4].SequenceEqual("PNG"u8)) return "a sample is not a PNG picture";
        var coded = (BinaryPrimitives.ReadInt32BigEndian(sample[16..]), BinaryPrimitives.ReadInt32BigEndian(sample[20..]));
        if (coded != (width, height))
            return "the size of its frames changes";
        // Without a PLTE chunk, ffmpeg uses the palette of an earlier picture.
        return sample[ColorTypeOffset] == PaletteColorType && !HasPalette(sample) ? "a palette picture has no PLTE chunk" : null;
    }

    // Chunks: length, type, data, CRC (5.3); PLTE precedes IDAT.
    private static bool HasPalette(ReadOnlySpan<byte> sample)
    {
        for (long offset = SignatureBytes; offset + 8 <= sample.Length;)
        {
            var type = sample.Slice((int)offset + 4, 4);
            if (type.SequenceEqual("PLTE"u8)) return true;
            if (type.SequenceEqual("IDAT"u8)) return false;
            offset += 12 + BinaryPrimitives.ReadUInt32BigEndian(sample[(int)offset..]);
        }
        return false;
    }
}
