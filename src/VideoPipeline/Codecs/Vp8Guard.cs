using System.Buffers.Binary;

namespace VideoPipeline.Codecs;

/// <summary>Checks VP8 samples (RFC 6386, 9.1) of a video whose index states which samples have a shown frame.</summary>
internal sealed class Vp8Guard(int width, int height) : ISampleGuard
{
    private const int KeyHeaderBytes = 10;
    private const int SizeMask = 0x3FFF;

    /// <summary>Creates the guard from the first key frame.</summary>
    /// <param name="width">The width that the container states, in pixels.</param>
    /// <param name="height">The height that the container states, in pixels.</param>
    /// <param name="firstSample">The start of the first sample, which must be a key frame; its header has the frame size.</param>
    public static CodecSupport Support(int width, int height, ReadOnlySpan<byte> firstSample) =>
        Size(firstSample) is var (codedWidth, codedHeight)
            ? new CodecSupport("vp8", codedWidth, codedHeight, new Vp8Guard(codedWidth, codedHeight), null)
            {
                MaxReorderFrames = 0,
            }
            : new CodecSupport("vp8", width, height, null, "its first sample is not a VP8 key frame");

    /// <summary>Whether a frame is shown; hidden frames only serve as references.</summary>
    public static bool IsShown(ReadOnlySpan<byte> frame) => !frame.IsEmpty && (frame[0] & 0x10) != 0;

    public bool IsRandomAccessPoint(ReadOnlySpan<byte> head) =>
        Size(head) is not null && IsShown(head) && !KeepsSegmentMap(head[KeyHeaderBytes..]);

    /// <remarks>
    /// Each key frame sets the color space and clamping type; where the color space is the reserved value, ffmpeg keeps the
    /// previous one.
    /// </remarks>
    public PersistentState? ReadPersistentState(ReadOnlySpan<byte> head)
    {
        if (Size(head) is null) return default(PersistentState);
        var flags = new Vp8BoolReader(head[KeyHeaderBytes..]);
        return new PersistentState(null, (flags.Flag() ? 2UL : 0) | (flags.Flag() ? 1UL : 0));
    }

    /// <remarks>
    /// The same as <see cref="IsRandomAccessPoint"/>, because a key frame refreshes all three reference frames.
    /// </remarks>
    public bool ResetsDecoder(ReadOnlySpan<byte> head) => IsRandomAccessPoint(head);

    public string? FindUnsplittableReason(ReadOnlySpan<byte> sample) =>
        sample.IsEmpty ? "a sample is empty"
        : (sample[0] & 1) != 0 ? null
        : Size(sample) is not { } size ? "a key frame has a malformed header"
        : size != (width, height) ? "the size of its frames changes"
        : null;

    // A key frame resets everything except the segment map, unless it has one (9.3). The flags: color_space, clamping_type,
    // segmentation_enabled, update_mb_segmentation_map.
    private static bool KeepsSegmentMap(ReadOnlySpan<byte> partition)
    {
        var flags = new Vp8BoolReader(partition);
        flags.Flag();
        flags.Flag();
        return flags.Flag() && !flags.Flag();
    }

    // Key frame header: three bytes of frame tag, the start code, then width and height with their scales.
    private static (int Width, int Height)? Size(ReadOnlySpan<byte> frame) =>
        frame.Length < KeyHeaderBytes || (frame[0] & 1) != 0 || !frame[3..6].SequenceEqual<byte>([0x9D, 0x01, 0x2A])
            ? null
            : (BinaryPrimitives.ReadUInt16LittleEndian(frame[6..]) & SizeMask,
                BinaryPrimitives.ReadUInt16LittleEndian(frame[8..]) & SizeMask);
}
