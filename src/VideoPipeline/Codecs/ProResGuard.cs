using System.Buffers.Binary;

namespace VideoPipeline.Codecs;

/// <summary>Checks Apple ProRes samples: one intra frame in each (SMPTE RDD 36, 5.1).</summary>
internal sealed class ProResGuard(int width, int height) : ISampleGuard
{
    private const int ColorPrimariesOffset = 22;

    public static CodecSupport Support(SampleEntry entry) =>
        CodecSupport.Splittable(entry, "prores", new ProResGuard(entry.Width, entry.Height));

    public bool IsRandomAccessPoint(ReadOnlySpan<byte> head) => true;

    public bool ResetsDecoder(ReadOnlySpan<byte> head) => true;

    public bool CanSkip(ReadOnlySpan<byte> sample, ReadOnlySpan<byte> next) => true;

    /// <remarks>
    /// Frames do not depend on each other, but from version 7 on ffmpeg converts all of them by the color description of the
    /// first: primaries, transfer characteristics and matrix coefficients.
    /// </remarks>
    public PersistentState? ReadPersistentState(ReadOnlySpan<byte> head) =>
        head.Length < ColorPrimariesOffset + 3
            ? null
            : new PersistentState(
                null,
                (ulong)(head[ColorPrimariesOffset] << 16 | head[ColorPrimariesOffset + 1] << 8 | head[ColorPrimariesOffset + 2]));

    // Frame size, 'icpf', header size, version, encoder, then width and height.
    public string? FindUnsplittableReason(ReadOnlySpan<byte> sample)
    {
        if (sample.Length < 20 || !sample[4..8].SequenceEqual("icpf"u8)) return "a sample is not a ProRes frame";
        var coded = (BinaryPrimitives.ReadUInt16BigEndian(sample[16..]), BinaryPrimitives.ReadUInt16BigEndian(sample[18..]));
        return coded == (width, height)
            ? null
            : "the size of its frames changes";
    }
}
