namespace VideoPipeline.Codecs;

/// <summary>Checks MPEG-1 and MPEG-2 video samples (ISO/IEC 11172-2, 2.4.2; ITU-T H.262, 6.2).</summary>
internal sealed class MpegVideoGuard(int width, int height, bool rejectsBFrames) : ISampleGuard
{
    private const int Picture = 0x00;
    private const int FirstSlice = 0x01;
    private const int LastSlice = 0xAF;
    private const int UserData = 0xB2;
    private const int SequenceHeader = 0xB3;
    private const int Extension = 0xB5;
    private const int SequenceEnd = 0xB7;
    private const int GroupOfPictures = 0xB8;
    private const uint SequenceExtension = 1;
    private const uint DisplayExtension = 2;
    private const uint PictureDisplayExtension = 7;
    private const uint PictureCodingExtension = 8;
    private const uint Intra = 1;
    private const uint Bidirectional = 3;
    private const uint Chroma420 = 1;
    private const uint WholeFrame = 3;
    private const int Mpeg1ObjectType = 0x6A;

    private static readonly byte[] s_zeros = new byte[16];

    public static CodecSupport Support(SampleEntry entry, bool reorders)
    {
        var isMpeg1 = entry.ObjectType == Mpeg1ObjectType || entry.Format is "m1v " or "m1v1" or "mp1v" or "mpeg";
        var name = isMpeg1 ? "mpeg1video" : "mpeg2video";
        var guard = new MpegVideoGuard(entry.Width, entry.Height, rejectsBFrames: !reorders);
        return CodecSupport.Splittable(entry, name, guard, reorder: 1);
    }

    public bool NeedsNextSampleForOrder => rejectsBFrames;

    public StatefulSamples StatefulSamples => StatefulSamples.All;

    /// <remarks>
    /// A sequence header sets everything that pictures depend on, except the values of <see cref="ReadPersistentState"/>, and
    /// resets the quantizer matrices. The second field picture of a frame may refer to an earlier frame, unless it is intra too.
    /// </remarks>
    public bool IsRandomAccessPoint(ReadOnlySpan<byte> head)
    {
        var (hasSequenceHeader, pictures, fields) = (false, 0, false);
        var units = new StartCodes(head);
        while (units.MoveNext())
        {
            switch (units.Code)
            {
                case SequenceHeader:
                    hasSequenceHeader = true;
                    break;
                case Picture when !hasSequenceHeader || CodingType(units.Payload) != Intra:
                    return false;
                case Picture:
                    pictures++;
                    break;
                case Extension:
                    var bits = new BitReader(units.Payload);
                    fields |= bits.Bits(4) == PictureCodingExtension && !IsFrame(ref bits);
                    break;
                case >= FirstSlice and <= LastSlice when pictures == (fields ? 2 : 1):
                    return true;
            }
        }
        return false;
    }

    /// <remarks>
    /// ffmpeg keeps values that a sequence header does not set from the previous one, drops the picture delayed for reordering
    /// when the aspect ratio or <c>low_delay</c> changes, and converts all pictures by the color description of the first
    /// (libavcodec/mpeg12dec.c). User data of the TMPGEnc encoder changes how all later MPEG-1 pictures are decoded.
    /// </remarks>
    public PersistentState? ReadPersistentState(ReadOnlySpan<byte> head)
    {
        var state = new BitPacker();
        var units = new StartCodes(head);
        while (units.MoveNext())
        {
            switch (units.Code)
            {
                case SequenceHeader or Extension:
                    AddHeader(units.Code, Padded(units.Payload), ref state);
                    break;
                case UserData when units.Payload.IndexOf("\0TMPGEXS\0"u8) >= 0:
                    return new PersistentState("user data of the TMPGEnc encoder changes how later pictures are decoded", null);
                case Picture:
                    return new PersistentState(null, state.Value);
            }
        }
        return null;
    }

    public OutputOrderReader? CreateOutputOrderReader()
    {
        var order = new BPictureOrder();
        return sample =>
        {
            var units = new StartCodes(sample);
            while (units.MoveNext())
                if (units.Code == Picture) return order.Next(CodingType(units.Payload) == Bidirectional);
            return null;
        };
    }

    public string? FindUnsplittableReason(ReadOnlySpan<byte> sample)
    {
        var (pictures, fields) = (0, 0);
        var units = new StartCodes(sample);
        while (units.MoveNext())
        {
            switch (units.Code)
            {
                case SequenceHeader when Size(units.Payload) != (width, height):
                    return "the size of its frames changes";
                case Picture:
                    pictures++;
                    if (rejectsBFrames && CodingType(units.Payload) == Bidirectional)
                        return "it has B-frames, but its time stamps are in decode order";
                    break;
                case Extension:
                    var bits = new BitReader(units.Payload);
                    var kind = bits.Bits(4);
                    if (kind == SequenceExtension && IsLowDelay(units.Payload) && !rejectsBFrames)
                        return "its sequence extension sets low_delay, but its frames are reordered";
                    if (kind == SequenceExtension && !IsSupported(ref bits))
                        return "it is wider or higher than 4095 pixels, or its chroma format is not 4:2:0";
                    if (kind == PictureCodingExtension && !IsFrame(ref bits)) fields++;
                    break;
            }
        }
        return (pictures, fields) is (1, 0) or (2, 2)
            ? FindTrailingUnsplittableReason(sample)
            : "a sample does not have exactly one frame";
    }

    public string? FindTrailingUnsplittableReason(ReadOnlySpan<byte> tail) =>
        StartCodes.EndsWithHeaders(tail, code => code is >= FirstSlice and <= LastSlice, SequenceEnd)
            ? ISampleGuard.TrailingHeadersReason
            : null;

    /// <remarks>The same as <see cref="IsRandomAccessPoint"/>, because its leading B-pictures are presented before it.</remarks>
    public bool ResetsDecoder(ReadOnlySpan<byte> head) => IsRandomAccessPoint(head);

    /// <remarks>
    /// B-pictures are not reference pictures (H.262, 3.15). Headers and quantizer matrices in their samples apply to later
    /// pictures.
    /// </remarks>
    public bool CanSkip(ReadOnlySpan<byte> sample, ReadOnlySpan<byte> next)
    {
        var pictures = 0;
        var units = new StartCodes(sample);
        while (units.MoveNext())
        {
            switch (units.Code)
            {
                case Picture when CodingType(units.Payload) == Bidirectional:
                    pictures++;
                    break;
                case Picture or SequenceHeader or GroupOfPictures:
                case Extension
                    when new BitReader(units.Payload).Bits(4) is not (PictureCodingExtension or PictureDisplayExtension):
                    return false;
            }
        }
        return pictures > 0;
    }

    private static void AddHeader(int code, BitReader bits, ref BitPacker state)
    {
        if (code == SequenceHeader)
        {
            bits.Skip(24);
            state.Add(bits.Bits(4), 4); // aspect_ratio_information
            return;
        }
        switch (bits.Bits(4))
        {
            case SequenceExtension: // H.262, 6.2.2.3; its presence distinguishes MPEG-2 from MPEG-1
                bits.Skip(8);
                state.Add(2 | bits.Bits(1), 2); // progressive_sequence
                bits.Skip(2 + 2 + 2 + 12 + 1 + 8);
                state.Add(bits.Bits(1), 1); // low_delay
                break;
            case DisplayExtension: // H.262, 6.2.2.4: color description and display size
                bits.Skip(3);
                var hasColorDescription = bits.Bits(1);
                state.Add(2 | hasColorDescription, 2);
                if (hasColorDescription == 1) state.Add(bits.Bits(24), 24);
                state.Add(bits.Bits(14), 14);
                bits.Skip(1);
                state.Add(bits.Bits(14), 14);
                break;
        }
    }

    private static uint CodingType(ReadOnlySpan<byte> payload)
    {
        var bits = new BitReader(payload);
        bits.Skip(10);
        return bits.Bits(3);
    }

    private static (int Width, int Height) Size(ReadOnlySpan<byte> payload)
    {
        var bits = new BitReader(payload);
        return ((int)bits.Bits(12), (int)bits.Bits(12));
    }

    private static bool IsSupported(ref BitReader bits)
    {
        bits.Skip(9);
        return bits.Bits(2) == Chroma420 && bits.Bits(4) == 0;
    }

    // Trailing zeros of a header are trimmed like those before the next start code, so they are added again.
    private static BitReader Padded(ReadOnlySpan<byte> header) => new((byte[])[.. header, .. s_zeros]);

    // Between chroma_format and low_delay: size and bit rate extensions, marker_bit, vbv_buffer_size_extension (H.262, 6.2.2.3).
    private static bool IsLowDelay(ReadOnlySpan<byte> extension)
    {
        var bits = Padded(extension);
        bits.Skip(4 + 9 + 2 + 4 + 12 + 1 + 8);
        return bits.Flag();
    }

    private static bool IsFrame(ref BitReader bits)
    {
        bits.Skip(18);
        return bits.Bits(2) == WholeFrame;
    }
}
