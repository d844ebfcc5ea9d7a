using VideoPipeline.Sources;

namespace VideoPipeline.Containers.Matroska;

/// <summary>What comes before the first cluster: the unit of time and the tracks.</summary>
/// <param name="TimestampScale">Nanoseconds of a tick.</param>
/// <param name="Tracks">In the order of the file.</param>
internal sealed record SegmentHeaders(int TimestampScale, IReadOnlyList<TrackEntry> Tracks)
{
    private const int Millisecond = 1_000_000;

    /// <summary>Reads up to the first cluster, which is entered.</summary>
    /// <exception cref="MalformedElementException">There is none, or the tracks are not before it.</exception>
    public static async ValueTask<SegmentHeaders> ReadAsync(SegmentReader walk, CancellationToken cancellation)
    {
        int? scale = null;
        List<TrackEntry>? tracks = null;
        while (await walk.NextAsync(cancellation) is { } header)
        {
            switch (header.Id)
            {
                case ElementId.Info when scale is null:
                    scale = ParseScale(new Element(header.Id, header.Body, (await walk.BodyAsync(header, cancellation)).Span));
                    break;
                case ElementId.Tracks when tracks is null:
                    tracks = ParseTracks(new Element(header.Id, header.Body, (await walk.BodyAsync(header, cancellation)).Span));
                    break;
                case ElementId.Info or ElementId.Tracks:
                    throw new MalformedElementException(header.Id, header.Offset, "it is there twice.");
                case ElementId.Cluster when tracks is not null:
                    return new SegmentHeaders(scale ?? Millisecond, tracks);
                case ElementId.Cluster:
                    throw new MalformedElementException(header.Id, header.Offset, "it comes before the tracks.");
            }
        }
        throw new MalformedElementException(ElementId.Segment, 0, "it has no cluster.");
    }

    private static int ParseScale(Element info)
    {
        long scale = 0;
        foreach (var element in info.Children())
            if (element.Id == ElementId.TimestampScale) scale = element.Unsigned();
        // ffmpeg takes 0 for the default.
        return scale switch
        {
            0 => Millisecond,
            <= int.MaxValue => (int)scale,
            _ => throw info.Malformed($"a tick lasts {scale} nanoseconds."),
        };
    }

    private static List<TrackEntry> ParseTracks(Element tracks)
    {
        var parsed = new List<TrackEntry>();
        var elements = tracks.Children();
        while (elements.MoveNext())
            if (elements.Current.Id == ElementId.TrackEntry) parsed.Add(TrackEntry.Parse(elements.Current, elements.Whole.ToArray()));
        return parsed;
    }
}
