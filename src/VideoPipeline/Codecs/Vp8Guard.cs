using System.Buffers.Binary;

namespace VideoPipeline.Codecs;

/// <summary>VP8 (RFC 6386, 9.1), where the index tells which samples hold a frame that is shown.</summary>
internal sealed class Vp8Guard(int width, int height) : ISampleGuard
{
    private const int KeyHeaderBytes = 10;
    private const int SizeMask = 0x3FFF;

    /// <param name="width">Pixels, as the container says.</param>
    /// <param name="height">Pixels, as the container says.</param>
    /// <param name="firstSample">The first bytes of the video; it begins with a key frame, which tells the size.</param>
    public static CodecSupport Support(int width, int height, ReadOnlySpan<byte> firstSample) =>
        Size(firstSample) is var (coded, rows)
            ? new CodecSupport("vp8", coded, rows, new Vp8Guard(coded, rows), null) { MaxReorderFrames = 0 }
            : new CodecSupport("vp8", width, height, null, "its first sample is no key frame of VP8");

    /// <summary>Whether a frame is shown; the others are only referred to.</summary>
    public static bool IsShown(ReadOnlySpan<byte> frame) => !frame.IsEmpty && (frame[0] & 0x10) != 0;

    public bool IsRandomAccessPoint(ReadOnlySpan<byte> head) => Size(head) is not null && IsShown(head) && !KeepsSegments(head[KeyHeaderBytes..]);

    /// <remarks>Each key frame says whether its samples have the full range; ffmpeg leaves the colours as they were where one calls them reserved.</remarks>
    public PersistentState? ReadPersistentState(ReadOnlySpan<byte> head)
    {
        if (Size(head) is null) return default(PersistentState);
        var flags = new Vp8BoolReader(head[KeyHeaderBytes..]);
        return new PersistentState(null, (flags.Flag() ? 2UL : 0) | (flags.Flag() ? 1UL : 0));
    }

    /// <remarks>As <see cref="IsRandomAccessPoint"/>: a key frame fills all three reference frames.</remarks>
    public bool ResetsDecoder(ReadOnlySpan<byte> head) => IsRandomAccessPoint(head);

    public string? FindUnsplittableReason(ReadOnlySpan<byte> sample) =>
        sample.IsEmpty ? "a sample is empty"
        : (sample[0] & 1) != 0 ? null
        : Size(sample) is not { } size ? "a key frame does not begin as one"
        : size != (width, height) ? "the size of its frames changes"
        : null;

    // A key frame resets everything but the map of segments, unless it brings its own (9.3): colour space, clamping,
    // segmentation_enabled, update_mb_segmentation_map.
    private static bool KeepsSegments(ReadOnlySpan<byte> partition)
    {
        var flags = new Vp8BoolReader(partition);
        flags.Flag();
        flags.Flag();
        return flags.Flag() && !flags.Flag();
    }

    // A key frame: three bytes of tag, the start code, width and height with their scales.
    private static (int Width, int Height)? Size(ReadOnlySpan<byte> frame) =>
        frame.Length < KeyHeaderBytes || (frame[0] & 1) != 0 || !frame[3..6].SequenceEqual<byte>([0x9D, 0x01, 0x2A])
            ? null
            : (BinaryPrimitives.ReadUInt16LittleEndian(frame[6..]) & SizeMask, BinaryPrimitives.ReadUInt16LittleEndian(frame[8..]) & SizeMask);
}
