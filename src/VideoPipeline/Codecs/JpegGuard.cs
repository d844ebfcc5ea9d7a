using System.Buffers.Binary;

namespace VideoPipeline.Codecs;

/// <summary>Motion JPEG, a whole JPEG (ITU-T T.81, Annex B) in each sample.</summary>
internal sealed class JpegGuard(int width, int height) : ISampleGuard
{
    public static CodecSupport Support(SampleEntry entry) =>
        CodecSupport.Splittable(entry, "mjpeg", new JpegGuard(entry.Width, entry.Height)) with { IgnoresEditList = true };

    public StatefulSamples StatefulSamples => StatefulSamples.All;

    public bool IsRandomAccessPoint(ReadOnlySpan<byte> head) => true;

    public bool ResetsDecoder(ReadOnlySpan<byte> head) => true;

    public bool IsDisposable(ReadOnlySpan<byte> sample, ReadOnlySpan<byte> next) => true;

    /// <remarks>
    /// ffmpeg keeps what a comment or an application's segment tells it for all pictures after it, and the range of colours over pictures
    /// that have none (libavcodec/mjpegdec.c).
    /// </remarks>
    public PersistentState? ReadPersistentState(ReadOnlySpan<byte> head)
    {
        var marks = new JpegApplicationData();
        var segments = new JpegSegments(head);
        while (segments.MoveNext())
        {
            marks.Add(segments.Marker, segments.Body);
            if (segments.Marker == JpegSegments.EndOfImage) break;
        }
        if (marks.TurnsPicture) return new PersistentState(ISampleGuard.RotatesPictures, null);
        // What follows the first scan may be a comment too, but none that is known to be written.
        return marks.HasFrame ? new PersistentState(null, marks.Value) : null;
    }

    /// <remarks>A picture without tables of its own would be decoded with those of an earlier one.</remarks>
    public string? FindUnsplittableReason(ReadOnlySpan<byte> sample)
    {
        var (tables, needed) = (0UL, 0UL);
        var (size, scans, ended) = ((0, 0), 0, false);
        var segments = new JpegSegments(sample);
        if (!segments.Begins) return "a sample is no JPEG picture";
        while (!ended && segments.MoveNext())
        {
            switch (segments.Marker)
            {
                case JpegSegments.QuantizationTables or JpegSegments.HuffmanTables:
                    tables |= JpegTables.In(segments.Marker, segments.Body);
                    break;
                case var marker when JpegSegments.IsFrame(marker) && segments.Body.Length >= 5:
                    size = (BinaryPrimitives.ReadUInt16BigEndian(segments.Body[3..]), BinaryPrimitives.ReadUInt16BigEndian(segments.Body[1..]));
                    needed |= JpegTables.OfFrame(segments.Body);
                    break;
                case JpegSegments.StartOfScan:
                    scans++;
                    needed |= JpegTables.OfScan(segments.Body);
                    break;
                case JpegSegments.EndOfImage:
                    ended = true;
                    break;
            }
        }
        if (scans == 0 || !ended) return "a sample is no whole JPEG picture";
        if ((needed & ~tables) != 0) return "its pictures lack tables of their own";
        if (size != (width, height)) return "the size of its frames changes";
        return ReadPersistentState(sample)?.UnsplittableReason;
    }
}
