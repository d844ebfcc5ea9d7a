using System.Buffers;
using VideoPipeline.Containers.Common;
using VideoPipeline.Containers.MpegTs.Streams;
using VideoPipeline.Errors;
using VideoPipeline.Video;

namespace VideoPipeline.Containers.MpegTs;

/// <summary>Takes samples of an indexed transport stream out of their packets. Not for several threads.</summary>
internal sealed class TsSamplePackets(SampleTable samples, TsTrack track) : ISampleLayout
{
    private readonly IElementaryStream _stream = ElementaryStream.Of(track.StreamType)
        ?? throw new InvalidInputException($"An index names stream type 0x{track.StreamType:X2}, of which no slices are made. Index the video again.");
    private readonly ArrayBufferWriter<byte> _pes = new();
    private readonly ArrayBufferWriter<byte> _sample = new();

    /// <summary>The position of the sample's first packet.</summary>
    public long Start(int row) => samples.Offset[row];

    /// <summary>The position after its last packet, and after packets of other streams that follow it.</summary>
    public long End(int row) => row + 1 < samples.Count ? samples.Offset[row + 1] : track.End;

    /// <summary>The first bytes of a sample's packets, whole packets, that should hold as many of the sample.</summary>
    /// <param name="row">The sample.</param>
    /// <param name="bytes">How many bytes of the sample are wanted.</param>
    public long HeadLength(int row, int bytes) => Math.Min(End(row) - Start(row), 2 * bytes / track.Layout.Stride * track.Layout.Stride);

    /// <summary>The sample, or its beginning, as an MP4 file stores it; valid until the next call.</summary>
    /// <param name="bytes">Packets, from its first packet on; those of other streams are passed over.</param>
    public ReadOnlyMemory<byte> Sample(ReadOnlyMemory<byte> bytes)
    {
        var packets = bytes.Span;
        _pes.ResetWrittenCount();
        _sample.ResetWrittenCount();
        for (; packets.Length >= track.Layout.Stride; packets = packets[track.Layout.Stride..])
        {
            var packet = new TsPacket(packets.Slice(track.Layout.SyncAt, TsPacket.Bytes));
            if (packet.Pid == track.Pid) _pes.Write(packet.Payload);
        }
        if (PesHeader.Parse(_pes.WrittenSpan) is { } header) _stream.WriteSample(_pes.WrittenSpan[header.Length..], _sample);
        return _sample.WrittenMemory;
    }
}
