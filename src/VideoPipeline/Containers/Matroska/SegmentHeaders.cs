namespace VideoPipeline.Containers.Matroska;

/// <summary>The headers before the first cluster: the time stamp scale and the tracks.</summary>
/// <param name="TimestampScale">The duration of a tick, in nanoseconds.</param>
/// <param name="Tracks">The tracks, in file order.</param>
internal sealed record SegmentHeaders(int TimestampScale, IReadOnlyList<TrackEntry> Tracks)
{
    private const int Millisecond = 1_000_000;

    /// <summary>Reads the headers and positions the reader inside the first cluster.</summary>
    /// <exception cref="MalformedElementException">There is no cluster, or no track before it.</exception>
    public static async ValueTask<SegmentHeaders> ReadAsync(SegmentReader reader, CancellationToken cancellation)
    {
        int? scale = null;
        List<TrackEntry>? tracks = null;
        while (await reader.NextAsync(cancellation) is { } header)
        {
            switch (header.Id)
            {
                case ElementId.Info when scale is null:
                    var info = await reader.ReadBodyAsync(header, cancellation);
                    scale = ParseScale(new Element(header.Id, header.BodyOffset, info.Span));
                    break;
                case ElementId.Tracks when tracks is null:
                    var entries = await reader.ReadBodyAsync(header, cancellation);
                    tracks = ParseTracks(new Element(header.Id, header.BodyOffset, entries.Span));
                    break;
                case ElementId.Info or ElementId.Tracks:
                    throw new MalformedElementException(header.Id, header.Offset, "it occurs twice.");
                case ElementId.Cluster when tracks is not null:
                    return new SegmentHeaders(scale ?? Millisecond, tracks);
                case ElementId.Cluster:
                    throw new MalformedElementException(header.Id, header.Offset, "it precedes the tracks.");
            }
        }
        throw new MalformedElementException(ElementId.Segment, 0, "it has no cluster.");
    }

    private static int ParseScale(Element info)
    {
        long scale = 0;
        foreach (var element in info.Children())
            if (element.Id == ElementId.TimestampScale) scale = element.Unsigned();
        // ffmpeg replaces 0 with the default.
        return scale switch
        {
            0 => Millisecond,
            <= int.MaxValue => (int)scale,
            _ => throw info.Malformed($"its time stamp scale of {scale} ns is too large."),
        };
    }

    private static List<TrackEntry> ParseTracks(Element tracks)
    {
        var parsed = new List<TrackEntry>();
        var elements = tracks.Children();
        while (elements.MoveNext())
            if (elements.Current.Id == ElementId.TrackEntry)
                parsed.Add(TrackEntry.Parse(elements.Current, elements.CurrentBytes.ToArray()));
        return parsed;
    }
}
