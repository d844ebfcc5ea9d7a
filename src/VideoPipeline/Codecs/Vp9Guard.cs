namespace VideoPipeline.Codecs;

/// <summary>VP9 ("VP9 Bitstream &amp; Decoding Process Specification", 6.1 and Annex B; "VP Codec ISO Media File Format Binding").</summary>
internal sealed class Vp9Guard(int width, int height, int profile, int bitDepth) : ISampleGuard
{
    public static CodecSupport Support(SampleEntry entry)
    {
        // Four bytes of version and flags, then profile, level, bit depth in the upper half of a byte.
        var vpcC = entry.Configuration;
        if (vpcC.Length < 7) return CodecSupport.Unsplittable(entry, "vp9", "its decoder configuration (vpcC) is missing");
        return CodecSupport.Splittable(entry, "vp9", new Vp9Guard(entry.Width, entry.Height, vpcC[4], vpcC[6] >> 4));
    }

    /// <param name="width">Pixels, as the container says.</param>
    /// <param name="height">Pixels, as the container says.</param>
    /// <param name="firstSample">The first bytes of the video, where the container has no configuration: a key frame tells it all.</param>
    public static CodecSupport Support(int width, int height, ReadOnlySpan<byte> firstSample)
    {
        try
        {
            var bits = new BitReader(firstSample);
            if (Vp9FrameHeader.Read(ref bits) is { IsKey: true, IsShown: true, BitDepth: { } depth, Size: var (coded, rows) } frame)
                return new CodecSupport("vp9", coded, rows, new Vp9Guard(coded, rows, frame.Profile, depth), null) { MaxReorderFrames = 0 };
        }
        catch (MalformedBitstreamException)
        {
            // It is no key frame then.
        }
        return new CodecSupport("vp9", width, height, null, "its first sample is no key frame of VP9");
    }

    public bool IsRandomAccessPoint(ReadOnlySpan<byte> head)
    {
        var bits = new BitReader(head);
        return Vp9FrameHeader.Read(ref bits) is { IsKey: true, IsShown: true };
    }

    /// <remarks>A key frame resets all that outlives a frame.</remarks>
    public bool ResetsDecoder(ReadOnlySpan<byte> head) => IsRandomAccessPoint(head);

    /// <remarks>
    /// A frame that refreshes no slot may still leave behind probabilities, motion vectors and a segmentation map; an
    /// error-resilient frame after it begins without them (7.2, <c>error_resilient_mode</c> and <c>reset_frame_context</c>).
    /// </remarks>
    public bool IsDisposable(ReadOnlySpan<byte> sample, ReadOnlySpan<byte> next)
    {
        var following = new BitReader(next);
        if (!Vp9FrameHeader.Read(ref following).ForgetsOthers) return false;
        Span<int> sizes = stackalloc int[Vp9Superframe.MostFrames];
        foreach (var size in sizes[..Vp9Superframe.Split(sample, sizes)])
        {
            if (size == 0) continue;
            if (size > sample.Length) return false;
            var bits = new BitReader(sample[..size]);
            if (Vp9FrameHeader.Read(ref bits).Refreshes != 0) return false;
            sample = sample[size..];
        }
        return true;
    }

    /// <remarks>A key frame resets all that frames are decoded by; ffmpeg converts by the first frame's colours (from 7 on).</remarks>
    public PersistentState? ReadPersistentState(ReadOnlySpan<byte> head)
    {
        var bits = new BitReader(head);
        return new PersistentState(null, Vp9FrameHeader.Read(ref bits).Colours);
    }

    public string? FindUnsplittableReason(ReadOnlySpan<byte> sample)
    {
        var shown = 0;
        Span<int> sizes = stackalloc int[Vp9Superframe.MostFrames];
        foreach (var size in sizes[..Vp9Superframe.Split(sample, sizes)])
        {
            if (size == 0) continue;
            if (size > sample.Length) return "a frame is longer than the sample that holds it";
            var bits = new BitReader(sample[..size]);
            var header = Vp9FrameHeader.Read(ref bits);
            if (header.Profile != profile || (header.BitDepth is { } depth && depth != bitDepth)) return "its profile or bit depth changes";
            if (header.Size is { } frame && frame != (width, height)) return "the size of its frames changes";
            if (header.IsShown) shown++;
            sample = sample[size..];
        }
        return shown == 1 ? null : $"a sample holds {shown} frames to be shown instead of one";
    }
}
