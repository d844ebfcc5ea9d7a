using System.Buffers.Binary;

namespace VideoPipeline.Codecs;

/// <summary>Apple ProRes: every sample a frame of its own (SMPTE RDD 36, 5.1).</summary>
internal sealed class ProResGuard(int width, int height) : ISampleGuard
{
    private const int ColoursAt = 22;

    public static CodecSupport Support(SampleEntry entry) =>
        CodecSupport.Splittable(entry, "prores", new ProResGuard(entry.Width, entry.Height));

    public bool IsRandomAccessPoint(ReadOnlySpan<byte> head) => true;

    public bool ResetsDecoder(ReadOnlySpan<byte> head) => true;

    public bool IsDisposable(ReadOnlySpan<byte> sample, ReadOnlySpan<byte> next) => true;

    /// <remarks>Every frame has all of its own; ffmpeg converts by the first one's colours (from 7 on): primaries, transfer, matrix.</remarks>
    public PersistentState? ReadPersistentState(ReadOnlySpan<byte> head) =>
        head.Length < ColoursAt + 3 ? null : new PersistentState(null, (ulong)(head[ColoursAt] << 16 | head[ColoursAt + 1] << 8 | head[ColoursAt + 2]));

    // Frame size, 'icpf', header size, version, encoder, then width and height.
    public string? FindUnsplittableReason(ReadOnlySpan<byte> sample)
    {
        if (sample.Length < 20 || !sample[4..8].SequenceEqual("icpf"u8)) return "a sample is no ProRes frame";
        return (BinaryPrimitives.ReadUInt16BigEndian(sample[16..]), BinaryPrimitives.ReadUInt16BigEndian(sample[18..])) == (width, height)
            ? null
            : "the size of its frames changes";
    }
}
