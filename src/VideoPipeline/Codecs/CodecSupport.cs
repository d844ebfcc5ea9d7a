namespace VideoPipeline.Codecs;

/// <summary>The codec of a sample description, and whether its video can be split.</summary>
/// <param name="Name">ffmpeg's name of the codec, or the four-character code of a codec that is not supported.</param>
/// <param name="Width">The width of a decoded frame in pixels.</param>
/// <param name="Height">The height of a decoded frame in pixels.</param>
/// <param name="Guard">Checks the samples; null where there is an <paramref name="UnsplittableReason"/>.</param>
/// <param name="UnsplittableReason">Why the video cannot be split, as the end of a sentence; null where it can.</param>
internal sealed record CodecSupport(string Name, int Width, int Height, ISampleGuard? Guard, string? UnsplittableReason)
{
    /// <summary>
    /// Whether ffmpeg's decoder drops the discard flag of samples that an edit list excludes, and outputs some of them (libdav1d;
    /// JPEG up to ffmpeg 6).
    /// </summary>
    public bool IgnoresEditList { get; init; }

    /// <summary>
    /// The maximum number of frames that ffmpeg delays for reordering, where it reads that from the stream alone; null where the
    /// container determines it.
    /// </summary>
    public int? MaxReorderFrames { get; init; }

    /// <summary>Determines the codec of a sample description.</summary>
    /// <param name="entry">The sample description.</param>
    /// <param name="reorders">Whether the presentation order of the samples differs from their decode order.</param>
    /// <param name="fromFragments">Whether any sample is in a movie fragment.</param>
    public static CodecSupport For(SampleEntry entry, bool reorders, bool fromFragments)
    {
        try
        {
            return entry.Format switch
            {
                "avc1" or "avc2" or "avc3" or "avc4" => H264Guard.Support(entry, reorders, fromFragments),
                "hvc1" or "hev1" => HevcGuard.Support(entry, reorders),
                "vp09" => Vp9Guard.Support(entry),
                "av01" => Av1Guard.Support(entry),
                "vp08" => Unsplittable(entry, "vp8", "VP8 has frames that are not shown, and the container does not mark them"),
                "mp4v" => ByObjectType(entry, reorders),
                "m2v1" or "m1v " or "m1v1" or "mpeg" or "mp1v" or "mp2v" => MpegVideoGuard.Support(entry, reorders),
                "jpeg" or "mjpg" => JpegGuard.Support(entry),
                "apch" or "apcn" or "apcs" or "apco" or "ap4h" or "ap4x" => ProResGuard.Support(entry),
                "png " => PngGuard.Support(entry),
                "AVdn" or "AVdh" => Unsplittable(entry, "dnxhd", "splitting of DNxHD is not supported"),
                "raw " => Unsplittable(entry, "rawvideo", "splitting of uncompressed video is not supported"),
                _ => Unsplittable(entry, entry.Format.Trim(), $"splitting of format '{entry.Format}' is not supported"),
            };
        }
        catch (MalformedBitstreamException malformed)
        {
            return Unsplittable(entry, entry.Format.Trim(), $"its decoder configuration is malformed ({malformed.Message})");
        }
    }

    /// <summary>A codec whose video cannot be split.</summary>
    public static CodecSupport Unsplittable(SampleEntry entry, string name, string reason) =>
        new(name, entry.Width, entry.Height, null, reason);

    /// <summary>A codec whose video can be split.</summary>
    /// <param name="entry">The sample description.</param>
    /// <param name="name">ffmpeg's name of the codec.</param>
    /// <param name="guard">Checks the samples.</param>
    /// <param name="reorder">The maximum number of frames that are delayed for reordering: 1 with B-pictures, 0 in most other
    /// codecs.</param>
    public static CodecSupport Splittable(SampleEntry entry, string name, ISampleGuard guard, int reorder = 0) =>
        new(name, entry.Width, entry.Height, guard, null) { MaxReorderFrames = reorder };

    private static CodecSupport ByObjectType(SampleEntry entry, bool reorders) => entry.ObjectType switch
    {
        0x20 => Mpeg4Guard.Support(entry, reorders),
        (>= 0x60 and <= 0x65) or 0x6A => MpegVideoGuard.Support(entry, reorders),
        0x6C => JpegGuard.Support(entry),
        0x6D => PngGuard.Support(entry),
        var other => Unsplittable(entry, "mp4v", $"splitting of object type 0x{other:X2} is not supported"),
    };
}
