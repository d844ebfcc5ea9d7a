namespace VideoPipeline.Codecs;

/// <summary>What a sample description says of the codec, and whether its video may be cut.</summary>
/// <param name="Name">ffmpeg's name, or the four characters where it is none of those known here.</param>
/// <param name="Width">Pixels of a decoded frame.</param>
/// <param name="Height">Pixels of a decoded frame.</param>
/// <param name="Guard">Null where <paramref name="UnsplittableReason"/> says why not.</param>
/// <param name="UnsplittableReason">A reason in a person's words; null where the video may be cut.</param>
internal sealed record CodecSupport(string Name, int Width, int Height, ISampleGuard? Guard, string? UnsplittableReason)
{
    /// <summary>
    /// Whether ffmpeg's decoder loses the mark on samples that an edit list leaves out, and shows some of them (libdav1d; JPEG up to ffmpeg 6).
    /// </summary>
    public bool IgnoresEditList { get; init; }

    /// <summary>
    /// How many frames ffmpeg holds back at most until their turn comes, where it takes that from the stream alone; null where the
    /// container tells it.
    /// </summary>
    public int? MaxReorderFrames { get; init; }

    /// <param name="entry">The sample description.</param>
    /// <param name="reorders">Whether samples are presented in another order than decoded.</param>
    /// <param name="fromFragments">Whether any sample comes from a movie fragment.</param>
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
                "vp08" => Unsplittable(entry, "vp8", "VP8 has frames that are not shown, which only its samples tell"),
                "mp4v" => ByObjectType(entry, reorders),
                "m2v1" or "m1v " or "m1v1" or "mpeg" or "mp1v" or "mp2v" => MpegVideoGuard.Support(entry, reorders),
                "jpeg" or "mjpg" => JpegGuard.Support(entry),
                "apch" or "apcn" or "apcs" or "apco" or "ap4h" or "ap4x" => ProResGuard.Support(entry),
                "png " => PngGuard.Support(entry),
                "AVdn" or "AVdh" => Unsplittable(entry, "dnxhd", "cutting DNxHD is not proven here"),
                "raw " => Unsplittable(entry, "rawvideo", "cutting uncompressed video is not proven here"),
                _ => Unsplittable(entry, entry.Format.Trim(), $"its format '{entry.Format}' is not known here"),
            };
        }
        catch (MalformedBitstreamException malformed)
        {
            return Unsplittable(entry, entry.Format.Trim(), $"its decoder configuration is not as it should be ({malformed.Message})");
        }
    }

    public static CodecSupport Unsplittable(SampleEntry entry, string name, string why) => new(name, entry.Width, entry.Height, null, why);

    /// <param name="entry">The sample description.</param>
    /// <param name="name">ffmpeg's name.</param>
    /// <param name="guard">Looks at the samples.</param>
    /// <param name="reorder">How many frames are held back at most: one where there are B-pictures, none in most other codecs.</param>
    public static CodecSupport Splittable(SampleEntry entry, string name, ISampleGuard guard, int reorder = 0) =>
        new(name, entry.Width, entry.Height, guard, null) { MaxReorderFrames = reorder };

    private static CodecSupport ByObjectType(SampleEntry entry, bool reorders) => entry.ObjectType switch
    {
        0x20 => Mpeg4Guard.Support(entry, reorders),
        (>= 0x60 and <= 0x65) or 0x6A => MpegVideoGuard.Support(entry, reorders),
        0x6C => JpegGuard.Support(entry),
        0x6D => PngGuard.Support(entry),
        var other => Unsplittable(entry, "mp4v", $"its object type 0x{other:X2} is not known here"),
    };
}
