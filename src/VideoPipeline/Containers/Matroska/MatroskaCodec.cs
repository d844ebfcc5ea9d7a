using VideoPipeline.Codecs;

namespace VideoPipeline.Containers.Matroska;

/// <summary>Maps Matroska codec IDs ("Matroska Media Container Codec Specifications", 6.2) to MP4 sample entry types.</summary>
internal static class MatroskaCodec
{
    public const string Vp8 = "V_VP8";

    /// <summary>Determines whether the codec allows splitting.</summary>
    /// <param name="track">The track.</param>
    /// <param name="firstSample">
    /// The first bytes of its first sample, for codecs without a decoder configuration in the track.
    /// </param>
    /// <param name="reorders">Whether the presentation order differs from the decode order.</param>
    /// <returns>Null for an unknown codec.</returns>
    public static CodecSupport? Support(TrackEntry track, ReadOnlySpan<byte> firstSample, bool reorders)
    {
        if (track.HasContentEncodings && Name(track) is { } name)
            return CodecSupport.Unsplittable(Entry("", track), name, "the container compresses its samples (ContentEncodings)");
        return track.CodecId switch
        {
            Vp8 => Vp8Guard.Support(track.Width, track.Height, firstSample),
            "V_VP9" => Vp9Guard.Support(track.Width, track.Height, firstSample),
            "V_AV1" => Of("av01"),
            "V_MPEG4/ISO/AVC" => Of("avc1"),
            "V_MPEGH/ISO/HEVC" => Of("hvc1"),
            "V_MPEG4/ISO/SP" or "V_MPEG4/ISO/ASP" or "V_MPEG4/ISO/AP" =>
                CodecSupport.For(Entry("mp4v", track, 0x20), reorders, fromFragments: true),
            "V_MPEG1" => Of("m1v "),
            "V_MPEG2" => Of("m2v1"),
            "V_MJPEG" => Of("jpeg"),
            _ when Name(track) is { } known =>
                CodecSupport.Unsplittable(Entry("", track), known, $"splitting of {known} is not supported"),
            _ => null,
        };

        CodecSupport Of(string format) => CodecSupport.For(Entry(format, track), reorders, fromFragments: true);
    }

    private static SampleEntry Entry(string format, TrackEntry track, int objectType = 0) =>
        new(format, track.Width, track.Height, track.CodecPrivate, objectType);

    // ffmpeg's name of the codec.
    private static string? Name(TrackEntry track) => track.CodecId switch
    {
        Vp8 => "vp8",
        "V_VP9" => "vp9",
        "V_AV1" => "av1",
        "V_MPEG4/ISO/AVC" => "h264",
        "V_MPEGH/ISO/HEVC" => "hevc",
        "V_MPEG4/ISO/SP" or "V_MPEG4/ISO/ASP" or "V_MPEG4/ISO/AP" => "mpeg4",
        "V_MPEG1" => "mpeg1video",
        "V_MPEG2" => "mpeg2video",
        "V_MJPEG" => "mjpeg",
        "V_FFV1" => "ffv1",
        "V_PRORES" => "prores",
        "V_THEORA" => "theora",
        "V_DIRAC" => "dirac",
        "V_UNCOMPRESSED" => "rawvideo",
        _ => null,
    };
}
