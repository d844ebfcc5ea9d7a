using System.Buffers.Binary;

namespace VideoPipeline.Containers.Codecs;

/// <summary>PNG pictures (ISO/IEC 15948, 5.2 and 11.2.2), one in each sample.</summary>
internal sealed class PngGuard(int width, int height) : ISampleGuard
{
    public static CodecRules Rules(SampleEntry entry) =>
        CodecRules.Cuttable(entry, "png", new PngGuard(entry.Width, entry.Height));

    public bool StartsClean(ReadOnlySpan<byte> head) => true;

    public bool StartsAnew(ReadOnlySpan<byte> head) => true;

    public bool IsDisposable(ReadOnlySpan<byte> sample, ReadOnlySpan<byte> next) => true;

    // Signature, length of IHDR, 'IHDR', width, height.
    public string? Objection(ReadOnlySpan<byte> sample)
    {
        if (sample.Length < 24 || !sample[1..4].SequenceEqual("PNG"u8)) return "a sample is no PNG picture";
        return (BinaryPrimitives.ReadInt32BigEndian(sample[16..]), BinaryPrimitives.ReadInt32BigEndian(sample[20..])) == (width, height)
            ? null
            : "the size of its frames changes";
    }
}
