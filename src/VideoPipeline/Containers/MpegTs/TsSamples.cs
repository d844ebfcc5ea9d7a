using System.Buffers;
using VideoPipeline.Codecs;
using VideoPipeline.Containers.Mp4;
using VideoPipeline.Containers.MpegTs.Streams;

namespace VideoPipeline.Containers.MpegTs;

/// <summary>Proves of each access unit, in decode order, that it may be cut, and keeps its row of the sample table.</summary>
internal sealed class TsSamples(IElementaryStream stream)
{
    private readonly ArrayBufferWriter<byte> _sample = new();

    // What must hold depends on whether frames are reordered, and that is known for certain at the end only.
    private Proof _reordered;
    private Proof _inOrder;

    public List<long> Offset { get; } = [];

    /// <summary>Bytes of each sample as an MP4 file stores it.</summary>
    public List<int> Size { get; } = [];

    /// <summary>Of 33 bits, as stored.</summary>
    public List<long> Pts { get; } = [];

    /// <summary>Of 33 bits, as stored.</summary>
    public List<long> Dts { get; } = [];

    public List<bool> IsKey { get; } = [];

    /// <summary>Larger for each sample whose frame a decoder outputs later.</summary>
    public List<long> Order { get; } = [];

    /// <summary>How many frames a decoder holds back at most until their turn comes; null where the stream does not say.</summary>
    public int? Reorder => stream.MaxReorderFrames;

    /// <summary>The <c>stsd</c> box; empty before the first sample.</summary>
    public byte[] Description { get; private set; } = [];

    /// <summary>Takes the next sample.</summary>
    /// <param name="offset">The position of its first packet.</param>
    /// <param name="pes">The PES packet that it is in.</param>
    /// <exception cref="UnprovenTimelineException">It is not proven that a decoder makes one frame of it, the same wherever it began.</exception>
    public void Add(long offset, ReadOnlySpan<byte> pes)
    {
        if (PesHeader.Parse(pes) is not { } header) throw new UnprovenTimelineException("a PES header of its video is damaged");
        if (header.IsScrambled) throw new UnprovenTimelineException("it is partly encrypted");
        if (header is not { Pts: { } pts, Dts: { } dts }) throw new UnprovenTimelineException("some of its frames have no time stamp");
        if (header.PacketLength is { } length && length != pes.Length) throw new UnprovenTimelineException("a PES packet of its video is not as long as it says");
        try
        {
            IsKey.Add(Prove(pes[header.Length..]));
        }
        catch (MalformedBitstreamException malformed)
        {
            throw new UnprovenTimelineException($"a header in its video is not as it should be ({malformed.Message})");
        }
        Offset.Add(offset);
        Size.Add(_sample.WrittenCount);
        Pts.Add(pts);
        Dts.Add(dts);
    }

    /// <summary>The codec, and whether all samples taken prove their frames.</summary>
    /// <param name="reorders">Whether samples are presented in another order than decoded.</param>
    public CodecSupport Support(bool reorders)
    {
        var proof = reorders ? _reordered : _inOrder;
        return proof.Objection is { } why ? proof.Rules with { Guard = null, UnsplittableReason = why } : proof.Rules;
    }

    /// <returns>Whether decoding can begin at it.</returns>
    private bool Prove(ReadOnlySpan<byte> content)
    {
        var first = Description.Length == 0;
        if (first)
        {
            Description = stream.Describe(content);
            var entry = SampleDescription.Parse(Description, out _)!;
            (_reordered, _inOrder) = (Proof.Of(entry, reorders: true), Proof.Of(entry, reorders: false));
        }
        if (stream.FindUnsplittableReason(content) is { } division) throw new UnprovenTimelineException(division);
        Order.Add(stream.NextOrder(content));
        _sample.ResetWrittenCount();
        stream.WriteSample(content, _sample);
        _reordered.Look(_sample.WrittenSpan);
        _inOrder.Look(_sample.WrittenSpan);
        if (_reordered.Objection is { } why && _inOrder.Objection is not null) throw new UnprovenTimelineException(why);
        var clean = (_reordered.Rules.Guard ?? _inOrder.Rules.Guard)!.IsRandomAccessPoint(_sample.WrittenSpan);
        return clean || !first ? clean : throw new UnprovenTimelineException("it begins with a picture that needs others");
    }

    private record struct Proof(CodecSupport Rules, PersistentStateGuard? Watch, string? Objection)
    {
        // As in fragments of an MP4 file, only the stream itself tells ffmpeg how long frames must wait for their turn.
        public static Proof Of(SampleEntry entry, bool reorders)
        {
            var rules = CodecSupport.For(entry, reorders, fromFragments: true);
            return new Proof(rules, rules.Guard is { } guard ? new PersistentStateGuard(guard) : null, rules.UnsplittableReason);
        }

        public void Look(ReadOnlySpan<byte> sample) => Objection ??= Watch?.FindUnsplittableReason(sample);
    }
}
