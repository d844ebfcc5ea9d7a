namespace VideoPipeline.Codecs;

/// <summary>AV1 (AV1 specification, 5.9; "AV1 Codec ISO Media File Format Binding").</summary>
internal sealed class Av1Guard(Av1SequenceHeader sequence) : ISampleGuard
{
    private const int ConfigurationHeaderBytes = 4;
    private const uint KeyFrame = 0;
    private const uint IntraOnlyFrame = 2;
    private const uint SwitchFrame = 3;
    private const uint AllSlots = 0xFF;
    private const int PrimaryReferenceBits = 3;

    public static CodecSupport Support(SampleEntry entry)
    {
        var units = new Av1Obus(entry.Configuration.AsSpan(Math.Min(entry.Configuration.Length, ConfigurationHeaderBytes)));
        while (units.MoveNext())
        {
            if (units.Type != Av1Obus.SequenceHeader || units.IsCutShort) continue;
            var sequence = Av1SequenceHeader.Parse(units.Payload);
            return new CodecSupport("av1", sequence.Width, sequence.Height, new Av1Guard(sequence), null) { IgnoresEditList = true, MaxReorderFrames = 0 };
        }
        return CodecSupport.Unsplittable(entry, "av1", "its sequence header is only among its samples");
    }

    /// <remarks>
    /// ffmpeg's decoders take the sequence header from the samples, so the key frame must bring it. Encoders write the copy in the
    /// sample description before they know which tools they will use; it is held to what frames are read and shown by.
    /// </remarks>
    public bool IsRandomAccessPoint(ReadOnlySpan<byte> head)
    {
        var units = new Av1Obus(head);
        var described = false;
        while (units.MoveNext())
        {
            if (units.Type == Av1Obus.SequenceHeader) described = true;
            if (units.Type is Av1Obus.Frame or Av1Obus.FrameHeader) return described && Read(units.Payload) is { IsKey: true, IsShown: true };
        }
        return false;
    }

    /// <remarks>
    /// A sequence header that differs has the decoder begin anew, and a key frame that is shown fills all slots; ffmpeg converts by the
    /// first frame's colours (from 7 on).
    /// </remarks>
    public PersistentState? ReadPersistentState(ReadOnlySpan<byte> head)
    {
        var units = new Av1Obus(head);
        while (units.MoveNext())
        {
            if (units.Type == Av1Obus.SequenceHeader && !units.IsCutShort) return new PersistentState(null, Av1SequenceHeader.Colours(units.Payload));
            if (units.Type is Av1Obus.Frame or Av1Obus.FrameHeader) return default(PersistentState);
        }
        return null;
    }

    public string? FindUnsplittableReason(ReadOnlySpan<byte> sample)
    {
        var shown = 0;
        var units = new Av1Obus(sample);
        while (units.MoveNext())
        {
            switch (units.Type)
            {
                case Av1Obus.SequenceHeader when Av1SequenceHeader.Parse(units.Payload) != sequence:
                    return "a sample brings a sequence header that contradicts the sample description";
                case Av1Obus.TileList:
                    return "it consists of tile lists";
                case Av1Obus.Frame or Av1Obus.FrameHeader:
                    var frame = Read(units.Payload);
                    if (frame.HasOwnSize) return "the size of its frames changes";
                    if (frame.IsShown) shown++;
                    break;
            }
        }
        if (units.IsCutShort) return "a unit is longer than the sample that holds it";
        return shown == 1 ? null : $"a sample holds {shown} frames to be shown instead of one";
    }

    /// <remarks>A key frame that is shown fills all slots, and frames depend on nothing but slots.</remarks>
    public bool ResetsDecoder(ReadOnlySpan<byte> head) => IsRandomAccessPoint(head);

    /// <remarks>
    /// All that a frame leaves behind (pixels, motion, probabilities, segmentation, film grain) lies in the slots it refreshes
    /// (7.20). A frame shown again costs no decoding, and may be a key frame that fills all slots: it stays.
    /// </remarks>
    public bool IsDisposable(ReadOnlySpan<byte> sample, ReadOnlySpan<byte> next)
    {
        var frames = 0;
        var units = new Av1Obus(sample);
        while (units.MoveNext())
        {
            if (units.Type is Av1Obus.SequenceHeader or Av1Obus.TileList) return false;
            if (units.Type is not (Av1Obus.Frame or Av1Obus.FrameHeader)) continue;
            if (Read(units.Payload).Refreshes != 0) return false;
            frames++;
        }
        return frames > 0 && !units.IsCutShort;
    }

    // The beginning of uncompressed_header (5.9.2). Where it is not read as far, all slots count as refreshed.
    private (bool IsKey, bool IsShown, bool HasOwnSize, uint Refreshes) Read(ReadOnlySpan<byte> payload)
    {
        if (sequence.IsStill) return (true, true, false, AllSlots);
        var bits = new BitReader(payload);
        if (bits.Flag()) return (false, true, false, AllSlots);
        var type = bits.Bits(2);
        var shown = bits.Flag();
        if (shown) bits.Skip(sequence.TimeBits);
        else bits.Skip(1);
        var refreshesAll = type == SwitchFrame || (type == KeyFrame && shown);
        var resilient = refreshesAll || bits.Flag();
        bits.Skip(1);
        var screenTools = sequence.ScreenTools == Av1SequenceHeader.Chosen ? bits.Flag() : sequence.ScreenTools == 1;
        if (screenTools && sequence.IntegerMotion == Av1SequenceHeader.Chosen) bits.Skip(1);
        bits.Skip(sequence.FrameIdBits);
        var ownSize = type == SwitchFrame || bits.Flag();
        if (refreshesAll || sequence.HasDecoderModel) return (type == KeyFrame, shown, ownSize, AllSlots);
        bits.Skip(sequence.OrderBits);
        if (!resilient && type is not (KeyFrame or IntraOnlyFrame)) bits.Skip(PrimaryReferenceBits);
        return (type == KeyFrame, shown, ownSize, bits.Bits(8));
    }
}
