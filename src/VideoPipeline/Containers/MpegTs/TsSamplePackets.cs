using System.Buffers;
using VideoPipeline.Containers.Common;
using VideoPipeline.Containers.MpegTs.Streams;
using VideoPipeline.Errors;
using VideoPipeline.Video;

namespace VideoPipeline.Containers.MpegTs;

/// <summary>Extracts samples of an indexed transport stream from their packets. Not thread-safe.</summary>
internal sealed class TsSamplePackets(SampleTable samples, TsTrack track) : ISampleLayout
{
    private readonly IElementaryStream _stream = ElementaryStream.Of(track.StreamType)
        ?? throw new InvalidInputException(
            $"The index has the unsupported stream type 0x{track.StreamType:X2}. Index the video again.");
    private readonly ArrayBufferWriter<byte> _pes = new();
    private readonly ArrayBufferWriter<byte> _sample = new();

    /// <summary>The position of the sample's first packet.</summary>
    public long GetStart(int row) => samples.Offset[row];

    /// <summary>The position of the next sample's first packet; includes packets of other streams.</summary>
    public long GetEnd(int row) => row + 1 < samples.Count ? samples.Offset[row + 1] : track.End;

    /// <summary>
    /// Estimates how many bytes of packets to read for the first bytes of a sample: a multiple of the packet size.
    /// </summary>
    /// <param name="row">The sample's row.</param>
    /// <param name="bytes">The number of bytes needed of the sample.</param>
    public long GetHeadLength(int row, int bytes) =>
        Math.Min(GetEnd(row) - GetStart(row), 2 * bytes / track.Layout.Stride * track.Layout.Stride);

    /// <summary>Extracts a sample, or its first part, in the form that MP4 files store. Valid until the next call.</summary>
    /// <param name="bytes">Packets, starting with the sample's first; those of other streams are skipped.</param>
    public ReadOnlyMemory<byte> ExtractSample(ReadOnlyMemory<byte> bytes)
    {
        var packets = bytes.Span;
        _pes.ResetWrittenCount();
        _sample.ResetWrittenCount();
        for (; packets.Length >= track.Layout.Stride; packets = packets[track.Layout.Stride..])
        {
            var packet = new TsPacket(packets.Slice(track.Layout.SyncAt, TsPacket.Length));
            if (packet.Pid == track.Pid) _pes.Write(packet.Payload);
        }
        if (PesHeader.Parse(_pes.WrittenSpan) is { } header) _stream.WriteSample(_pes.WrittenSpan[header.Length..], _sample);
        return _sample.WrittenMemory;
    }
}
