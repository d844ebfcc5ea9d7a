namespace VideoPipeline.Containers.Matroska;

/// <summary>A <c>TrackEntry</c> element (RFC 9559, 5.1.4.1).</summary>
internal sealed record TrackEntry
{
    public const long VideoType = 1;
    private const long AudioType = 2;
    private const long SubtitleType = 17;
    private const long MetadataType = 33;

    public long Number { get; private init; }

    public long Type { get; private init; }

    /// <summary>The codec ID, such as <c>V_MPEG4/ISO/AVC</c>.</summary>
    public string CodecId { get; private init; } = "";

    /// <summary>The decoder configuration.</summary>
    public byte[] CodecPrivate { get; private init; } = [];

    public int Width { get; private init; }

    public int Height { get; private init; }

    /// <summary>Whether its samples are encrypted.</summary>
    public bool IsEncrypted { get; private init; }

    /// <summary>Whether its samples are compressed or encrypted by the container (<c>ContentEncodings</c>).</summary>
    public bool HasContentEncodings { get; private init; }

    /// <summary>
    /// Whether it has a codec delay, a time stamp scale or a projection, whose handling depends on ffmpeg's version.
    /// </summary>
    public bool IsTransformed { get; private init; }

    /// <summary>Whether ffmpeg creates a stream for the track.</summary>
    public bool IsStream => CodecId.Length > 0 && Type is VideoType or AudioType or SubtitleType or MetadataType;

    /// <summary>The complete element, including its header.</summary>
    public required byte[] Bytes { get; init; }

    public static TrackEntry Parse(Element entry, byte[] bytes)
    {
        var track = new TrackEntry { Bytes = bytes };
        foreach (var element in entry.Children())
        {
            track = element.Id switch
            {
                ElementId.TrackNumber => track with { Number = element.Unsigned() },
                ElementId.TrackType => track with { Type = element.Unsigned() },
                ElementId.CodecId => track with { CodecId = element.Text() },
                ElementId.CodecPrivate => track with { CodecPrivate = element.Body.ToArray() },
                ElementId.Video => track.WithVideo(element),
                ElementId.ContentEncodings => track.WithEncodings(element),
                ElementId.CodecDelay when element.Unsigned() != 0 => track with { IsTransformed = true },
                ElementId.TrackTimestampScale when element.Float() != 1 => track with { IsTransformed = true },
                _ => track,
            };
        }
        return track;
    }

    /// <summary>Parses a stored element (see <see cref="Bytes"/>).</summary>
    public static TrackEntry Parse(byte[] bytes)
    {
        foreach (var entry in new Element(ElementId.Tracks, 0, bytes).Children()) return Parse(entry, bytes);
        throw new MalformedElementException(ElementId.TrackEntry, 0, "it is empty.");
    }

    private TrackEntry WithVideo(Element video)
    {
        var track = this;
        foreach (var element in video.Children())
        {
            track = element.Id switch
            {
                ElementId.PixelWidth => track with { Width = Pixels(element) },
                ElementId.PixelHeight => track with { Height = Pixels(element) },
                ElementId.Projection => track with { IsTransformed = true },
                _ => track,
            };
        }
        return track;
    }

    private TrackEntry WithEncodings(Element encodings)
    {
        var track = this with { HasContentEncodings = true };
        foreach (var encoding in encodings.Children())
        {
            if (encoding.Id != ElementId.ContentEncoding) continue;
            foreach (var element in encoding.Children())
                if (element.Id == ElementId.ContentEncodingType && element.Unsigned() == 1)
                    track = track with { IsEncrypted = true };
        }
        return track;
    }

    private static int Pixels(Element size)
    {
        var pixels = size.Unsigned();
        return pixels <= ushort.MaxValue ? (int)pixels : throw size.Malformed($"a size of {pixels} pixels is too large.");
    }
}
