namespace VideoPipeline.Codecs;

/// <summary>
/// Checks VP9 samples ("VP9 Bitstream &amp; Decoding Process Specification", 6.1 and Annex B; "VP Codec ISO Media File Format
/// Binding").
/// </summary>
internal sealed class Vp9Guard(int width, int height, int profile, int bitDepth) : ISampleGuard
{
    public static CodecSupport Support(SampleEntry entry)
    {
        // Four bytes of version and flags, then profile, level, bit depth in the upper half of a byte.
        var vpcC = entry.Configuration;
        if (vpcC.Length < 7) return CodecSupport.Unsplittable(entry, "vp9", "its decoder configuration (vpcC) is missing");
        return CodecSupport.Splittable(entry, "vp9", new Vp9Guard(entry.Width, entry.Height, vpcC[4], vpcC[6] >> 4));
    }

    /// <summary>Creates the guard from the first key frame, where the container has no decoder configuration.</summary>
    /// <param name="width">The width that the container states, in pixels.</param>
    /// <param name="height">The height that the container states, in pixels.</param>
    /// <param name="firstSample">The start of the first sample, which must be a key frame.</param>
    public static CodecSupport Support(int width, int height, ReadOnlySpan<byte> firstSample)
    {
        try
        {
            var bits = new BitReader(firstSample);
            var frame = Vp9FrameHeader.Read(ref bits);
            if (frame is { IsKey: true, IsShown: true, BitDepth: { } depth, Size: var (codedWidth, codedHeight) })
            {
                var guard = new Vp9Guard(codedWidth, codedHeight, frame.Profile, depth);
                return new CodecSupport("vp9", codedWidth, codedHeight, guard, null) { MaxReorderFrames = 0 };
            }
        }
        catch (MalformedBitstreamException)
        {
            // Then it is not a key frame.
        }
        return new CodecSupport("vp9", width, height, null, "its first sample is not a VP9 key frame");
    }

    public bool IsRandomAccessPoint(ReadOnlySpan<byte> head)
    {
        var bits = new BitReader(head);
        return Vp9FrameHeader.Read(ref bits) is { IsKey: true, IsShown: true };
    }

    /// <remarks>A key frame resets all persistent state.</remarks>
    public bool ResetsDecoder(ReadOnlySpan<byte> head) => IsRandomAccessPoint(head);

    /// <remarks>
    /// A frame that refreshes no slot may still leave probabilities, motion vectors and a segmentation map for the next frame. An
    /// error-resilient next frame does not use them (7.2, <c>error_resilient_mode</c> and <c>reset_frame_context</c>).
    /// </remarks>
    public bool CanSkip(ReadOnlySpan<byte> sample, ReadOnlySpan<byte> next)
    {
        if (sample.IsEmpty) return false;
        var following = new BitReader(next);
        if (!Vp9FrameHeader.Read(ref following).ResetsContext) return false;
        Span<int> sizes = stackalloc int[Vp9Superframe.MaxFrames];
        foreach (var size in sizes[..Vp9Superframe.ReadFrameSizes(sample, sizes)])
        {
            if (size == 0) continue;
            if (size > sample.Length) return false;
            var bits = new BitReader(sample[..size]);
            if (Vp9FrameHeader.Read(ref bits).RefreshFrameFlags != 0) return false;
            sample = sample[size..];
        }
        return true;
    }

    /// <remarks>
    /// A key frame resets the decoder, but from version 7 on ffmpeg converts all frames by the color description of the first.
    /// </remarks>
    public PersistentState? ReadPersistentState(ReadOnlySpan<byte> head)
    {
        var bits = new BitReader(head);
        return new PersistentState(null, Vp9FrameHeader.Read(ref bits).Colors);
    }

    public string? FindUnsplittableReason(ReadOnlySpan<byte> sample)
    {
        var shown = 0;
        Span<int> sizes = stackalloc int[Vp9Superframe.MaxFrames];
        foreach (var size in sizes[..Vp9Superframe.ReadFrameSizes(sample, sizes)])
        {
            if (size == 0) continue;
            if (size > sample.Length) return "a frame extends beyond the end of its sample";
            var bits = new BitReader(sample[..size]);
            var header = Vp9FrameHeader.Read(ref bits);
            if (header.Profile != profile || (header.BitDepth is { } depth && depth != bitDepth))
                return "its profile or bit depth changes";
            if (header.Size is { } frame && frame != (width, height)) return "the size of its frames changes";
            if (header.IsShown) shown++;
            sample = sample[size..];
        }
        return shown == 1 ? null : $"a sample has {shown} shown frames instead of one";
    }
}
