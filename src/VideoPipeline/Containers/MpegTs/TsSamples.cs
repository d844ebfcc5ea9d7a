using System.Buffers;
using VideoPipeline.Codecs;
using VideoPipeline.Containers.Mp4;
using VideoPipeline.Containers.MpegTs.Streams;
using VideoPipeline.Video;

namespace VideoPipeline.Containers.MpegTs;

/// <summary>Builds the sample table from access units in decode order, and checks that each allows splitting the video.</summary>
internal sealed class TsSamples(IElementaryStream stream)
{
    private readonly ArrayBufferWriter<byte> _sample = new();

    // The checks depend on whether frames are reordered, which is not known before the end of the file.
    private Check _reordered;
    private Check _inOrder;

    public List<long> Offset { get; } = [];

    /// <summary>The number of bytes of each sample in the form that MP4 files store.</summary>
    public List<int> Size { get; } = [];

    /// <summary>The PTS of each sample, 33 bits, without unwrapping.</summary>
    public List<long> Pts { get; } = [];

    /// <summary>The DTS of each sample, 33 bits, without unwrapping.</summary>
    public List<long> Dts { get; } = [];

    public List<bool> IsKey { get; } = [];

    /// <summary>The output order: a larger value for each sample whose frame the decoder outputs later.</summary>
    public List<long> OutputOrder { get; } = [];

    /// <summary>
    /// The maximum number of frames that a decoder buffers for reordering; null if the stream does not declare it.
    /// </summary>
    public int? MaxReorderFrames => stream.MaxReorderFrames;

    /// <summary>The <c>stsd</c> box; empty before the first sample.</summary>
    public byte[] Description { get; private set; } = [];

    /// <summary>Adds the next sample.</summary>
    /// <param name="offset">The position of its first packet.</param>
    /// <param name="pes">The PES packet that contains the sample.</param>
    /// <exception cref="UnprovenTimelineException">
    /// It is not proven that the sample decodes to one frame, which does not depend on where decoding starts.
    /// </exception>
    public void Add(long offset, ReadOnlySpan<byte> pes)
    {
        if (PesHeader.Parse(pes) is not { } header) throw new UnprovenTimelineException("a PES header of its video is damaged");
        if (header.IsScrambled) throw new UnprovenTimelineException("some of its PES packets are scrambled");
        if (header is not { Pts: { } pts, Dts: { } dts })
            throw new UnprovenTimelineException("some of its frames have no time stamp");
        if (header.PacketLength is { } length && length != pes.Length)
            throw new UnprovenTimelineException(
                $"a PES packet has {pes.Length} bytes instead of its declared length of {length}")
            {
                IsShort = pes.Length < length,
            };
        try
        {
            IsKey.Add(CheckSample(pes[header.Length..]));
        }
        catch (MalformedBitstreamException malformed)
        {
            throw new UnprovenTimelineException($"its video bitstream is malformed ({malformed.Message})");
        }
        VideoLimits.CheckSamples("The video", Offset.Count + 1);
        Offset.Add(offset);
        Size.Add(_sample.WrittenCount);
        Pts.Add(pts);
        Dts.Add(dts);
    }

    /// <summary>Returns the codec, and whether it and all samples allow splitting.</summary>
    /// <param name="reorders">Whether the presentation order differs from the decode order.</param>
    public CodecSupport Support(bool reorders)
    {
        var check = reorders ? _reordered : _inOrder;
        return check.UnsplittableReason is { } reason
            ? check.Codec with { Guard = null, UnsplittableReason = reason }
            : check.Codec;
    }

    /// <returns>Whether the sample is a random access point.</returns>
    private bool CheckSample(ReadOnlySpan<byte> content)
    {
        var first = Description.Length == 0;
        if (first)
        {
            Description = stream.CreateSampleDescription(content);
            var entry = SampleDescription.Parse(Description, out _)!;
            (_reordered, _inOrder) = (Check.Create(entry, reorders: true), Check.Create(entry, reorders: false));
        }
        if (stream.FindUnsplittableReason(content) is { } misaligned) throw new UnprovenTimelineException(misaligned);
        OutputOrder.Add(stream.NextOutputOrder(content));
        _sample.ResetWrittenCount();
        stream.WriteSample(content, _sample);
        _reordered.Add(_sample.WrittenSpan);
        _inOrder.Add(_sample.WrittenSpan);
        if (_reordered.UnsplittableReason is { } reason && _inOrder.UnsplittableReason is not null)
            throw new UnprovenTimelineException(reason);
        var isKey = (_reordered.Codec.Guard ?? _inOrder.Codec.Guard)!.IsRandomAccessPoint(_sample.WrittenSpan);
        return isKey || !first ? isKey : throw new UnprovenTimelineException("it does not start with a random access point");
    }

    private record struct Check(CodecSupport Codec, PersistentStateGuard? Guard, string? UnsplittableReason)
    {
        // As with movie fragments, the reordering depth comes from the bitstream alone, because the container has no sample
        // table.
        public static Check Create(SampleEntry entry, bool reorders)
        {
            var codec = CodecSupport.For(entry, reorders, fromFragments: true);
            return new Check(codec, codec.Guard is { } guard ? new PersistentStateGuard(guard) : null, codec.UnsplittableReason);
        }

        public void Add(ReadOnlySpan<byte> sample) => UnsplittableReason ??= Guard?.FindUnsplittableReason(sample);
    }
}
