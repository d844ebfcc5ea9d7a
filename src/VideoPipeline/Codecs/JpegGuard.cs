using System.Buffers.Binary;

namespace VideoPipeline.Codecs;

/// <summary>Checks Motion JPEG samples: one complete JPEG picture (ITU-T T.81, Annex B) in each.</summary>
internal sealed class JpegGuard(int width, int height) : ISampleGuard
{
    public static CodecSupport Support(SampleEntry entry) =>
        CodecSupport.Splittable(entry, "mjpeg", new JpegGuard(entry.Width, entry.Height)) with { IgnoresEditList = true };

    public StatefulSamples StatefulSamples => StatefulSamples.All;

    public bool IsRandomAccessPoint(ReadOnlySpan<byte> head) => true;

    public bool ResetsDecoder(ReadOnlySpan<byte> head) => true;

    public bool CanSkip(ReadOnlySpan<byte> sample, ReadOnlySpan<byte> next) => true;

    /// <remarks>
    /// ffmpeg applies the values of COM and APPn segments to all later pictures, and keeps the color range across pictures that
    /// have none (libavcodec/mjpegdec.c).
    /// </remarks>
    public PersistentState? ReadPersistentState(ReadOnlySpan<byte> head)
    {
        var state = new JpegApplicationData();
        var segments = new JpegSegments(head);
        while (segments.MoveNext())
        {
            state.Add(segments.Marker, segments.Body);
            if (segments.Marker == JpegSegments.EndOfImage) break;
        }
        if (state.RotatesPicture) return new PersistentState(ISampleGuard.RotationReason, null);
        // COM segments may also follow the first scan, but no encoder is known to write them there.
        return state.HasFrameHeader ? new PersistentState(null, state.Value) : null;
    }

    /// <remarks>A picture without DQT or DHT segments would be decoded with the tables of an earlier one.</remarks>
    public string? FindUnsplittableReason(ReadOnlySpan<byte> sample)
    {
        var (defined, used) = (0UL, 0UL);
        var (size, scans, ended) = ((0, 0), 0, false);
        var segments = new JpegSegments(sample);
        if (!segments.StartsWithImage) return "a sample is not a JPEG picture";
        while (!ended && segments.MoveNext())
        {
            switch (segments.Marker)
            {
                case JpegSegments.QuantizationTables or JpegSegments.HuffmanTables:
                    defined |= JpegTables.ReadDefined(segments.Marker, segments.Body);
                    break;
                case var marker when JpegSegments.IsFrameHeader(marker) && segments.Body.Length >= 5:
                    var columns = BinaryPrimitives.ReadUInt16BigEndian(segments.Body[3..]);
                    size = (columns, BinaryPrimitives.ReadUInt16BigEndian(segments.Body[1..]));
                    used |= JpegTables.ReadUsedByFrame(segments.Body);
                    break;
                case JpegSegments.StartOfScan:
                    scans++;
                    used |= JpegTables.ReadUsedByScan(segments.Body);
                    break;
                case JpegSegments.EndOfImage:
                    ended = true;
                    break;
            }
        }
        if (scans == 0 || !ended) return "a sample is not a complete JPEG picture";
        if ((used & ~defined) != 0) return "a picture lacks quantization or Huffman tables that it uses";
        if (size != (width, height)) return "the size of its frames changes";
        return ReadPersistentState(sample)?.UnsplittableReason;
    }
}
