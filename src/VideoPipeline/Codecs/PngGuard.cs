using System.Buffers.Binary;

namespace VideoPipeline.Codecs;

/// <summary>PNG pictures (ISO/IEC 15948, 5.2 and 11.2.2), one in each sample.</summary>
internal sealed class PngGuard(int width, int height) : ISampleGuard
{
    private const int SignatureBytes = 8;
    private const int ColourTypeAt = 25;
    private const int Palette = 3;

    public static CodecSupport Support(SampleEntry entry) =>
        CodecSupport.Splittable(entry, "png", new PngGuard(entry.Width, entry.Height));

    public bool IsRandomAccessPoint(ReadOnlySpan<byte> head) => true;

    public bool ResetsDecoder(ReadOnlySpan<byte> head) => true;

    /// <remarks>ffmpeg adds a picture that is not marked as a key frame to the one before (libavcodec/pngdec.c).</remarks>
    public bool IsDisposable(ReadOnlySpan<byte> sample, ReadOnlySpan<byte> next) => false;

    // Signature, length of IHDR, 'IHDR', width, height, bit depth, colour type.
    public string? FindUnsplittableReason(ReadOnlySpan<byte> sample)
    {
        if (sample.Length < ColourTypeAt + 1 || !sample[1..4].SequenceEqual("PNG"u8)) return "a sample is no PNG picture";
        if ((BinaryPrimitives.ReadInt32BigEndian(sample[16..]), BinaryPrimitives.ReadInt32BigEndian(sample[20..])) != (width, height))
            return "the size of its frames changes";
        // ffmpeg takes the last picture's palette where there is none.
        return sample[ColourTypeAt] == Palette && !HasPalette(sample) ? "its pictures lack palettes of their own" : null;
    }

    // Chunks: length, type, data, check sum (5.3); the palette precedes the data.
    private static bool HasPalette(ReadOnlySpan<byte> sample)
    {
        for (long at = SignatureBytes; at + 8 <= sample.Length; at += 12 + BinaryPrimitives.ReadUInt32BigEndian(sample[(int)at..]))
        {
            var type = sample.Slice((int)at + 4, 4);
            if (type.SequenceEqual("PLTE"u8)) return true;
            if (type.SequenceEqual("IDAT"u8)) return false;
        }
        return false;
    }
}
