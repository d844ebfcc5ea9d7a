namespace VideoPipeline.Codecs;

/// <summary>Checks AV1 samples (AV1 specification, 5.9; "AV1 Codec ISO Media File Format Binding").</summary>
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
            if (units.Type != Av1Obus.SequenceHeader || units.IsTruncated) continue;
            var sequence = Av1SequenceHeader.Parse(units.Payload);
            return new CodecSupport("av1", sequence.Width, sequence.Height, new Av1Guard(sequence), null)
            {
                IgnoresEditList = true,
                MaxReorderFrames = 0,
            };
        }
        return CodecSupport.Unsplittable(entry, "av1", "its sample description has no sequence header");
    }

    /// <remarks>
    /// ffmpeg's decoders read the sequence header from the samples, so the sample of the key frame must contain it. Encoders
    /// write the copy in the sample description before they know which tools they will use. Therefore only the fields of
    /// <see cref="Av1SequenceHeader"/> are compared: those that change how frames are parsed and displayed.
    /// </remarks>
    public bool IsRandomAccessPoint(ReadOnlySpan<byte> head)
    {
        var units = new Av1Obus(head);
        var hasSequenceHeader = false;
        while (units.MoveNext())
        {
            if (units.Type == Av1Obus.SequenceHeader) hasSequenceHeader = true;
            if (units.Type is Av1Obus.Frame or Av1Obus.FrameHeader)
                return hasSequenceHeader && Read(units.Payload) is { IsKey: true, IsShown: true };
        }
        return false;
    }

    /// <remarks>
    /// A different sequence header resets the decoder, and a shown key frame refreshes all reference slots. What persists is the
    /// color description: from version 7 on, ffmpeg converts all frames by that of the first one.
    /// </remarks>
    public PersistentState? ReadPersistentState(ReadOnlySpan<byte> head)
    {
        var units = new Av1Obus(head);
        while (units.MoveNext())
        {
            if (units.Type == Av1Obus.SequenceHeader && !units.IsTruncated)
                return new PersistentState(null, Av1SequenceHeader.ReadColors(units.Payload));
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
                    return "a sample has a sequence header that differs from the one in the sample description";
                case Av1Obus.TileList:
                    return "it contains tile list OBUs";
                case Av1Obus.Frame or Av1Obus.FrameHeader:
                    var frame = Read(units.Payload);
                    if (frame.OverridesSize) return "the size of its frames changes";
                    if (frame.IsShown) shown++;
                    break;
            }
        }
        if (units.IsTruncated) return "an OBU extends beyond the end of its sample";
        return shown == 1 ? null : $"a sample has {shown} shown frames instead of one";
    }

    /// <remarks>A shown key frame refreshes all reference slots, and frames depend only on those (7.20).</remarks>
    public bool ResetsDecoder(ReadOnlySpan<byte> head) => IsRandomAccessPoint(head);

    /// <remarks>
    /// Everything that persists after a frame (pixels, motion vectors, probabilities, segmentation, film grain) is stored in the
    /// slots that it refreshes (7.20). A frame with <c>show_existing_frame</c> is never disposable: it costs no decoding, and may
    /// be a key frame that refreshes all slots.
    /// </remarks>
    public bool CanSkip(ReadOnlySpan<byte> sample, ReadOnlySpan<byte> next)
    {
        var frames = 0;
        var units = new Av1Obus(sample);
        while (units.MoveNext())
        {
            if (units.Type is Av1Obus.SequenceHeader or Av1Obus.TileList) return false;
            if (units.Type is not (Av1Obus.Frame or Av1Obus.FrameHeader)) continue;
            if (Read(units.Payload).RefreshFrameFlags != 0) return false;
            frames++;
        }
        return frames > 0 && !units.IsTruncated;
    }

    // The beginning of uncompressed_header (5.9.2). Where parsing stops before refresh_frame_flags, all slots count as refreshed.
    private (bool IsKey, bool IsShown, bool OverridesSize, uint RefreshFrameFlags) Read(ReadOnlySpan<byte> payload)
    {
        if (sequence.IsReducedStillPicture) return (true, true, false, AllSlots);
        var bits = new BitReader(payload);
        if (bits.Flag()) return (false, true, false, AllSlots);
        var type = bits.Bits(2);
        var shown = bits.Flag();
        if (shown) bits.Skip(sequence.PresentationTimeBits);
        else bits.Skip(1);
        var refreshesAll = type == SwitchFrame || (type == KeyFrame && shown);
        var resilient = refreshesAll || bits.Flag();
        bits.Skip(1);
        var screenTools = sequence.ScreenContentTools == Av1SequenceHeader.SelectedPerFrame ? bits.Flag()
            : sequence.ScreenContentTools == 1;
        if (screenTools && sequence.IntegerMv == Av1SequenceHeader.SelectedPerFrame) bits.Skip(1);
        bits.Skip(sequence.FrameIdBits);
        var overridesSize = type == SwitchFrame || bits.Flag();
        if (refreshesAll || sequence.HasDecoderModel) return (type == KeyFrame, shown, overridesSize, AllSlots);
        bits.Skip(sequence.OrderHintBits);
        if (!resilient && type is not (KeyFrame or IntraOnlyFrame)) bits.Skip(PrimaryReferenceBits);
        return (type == KeyFrame, shown, overridesSize, bits.Bits(8));
    }
}
