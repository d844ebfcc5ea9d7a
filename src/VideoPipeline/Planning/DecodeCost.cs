using VideoPipeline.Video;

namespace VideoPipeline.Planning;

/// <summary>
/// The processor time that decoding and analyzing a video takes, in seconds of one core of the machine of
/// <c>docs/benchmarks.md</c>, which has the measurements (section <c>Processor time</c>).
/// </summary>
/// <param name="PerSample">Decoding a sample, without what its bytes take.</param>
/// <param name="PerByte">Decoding a byte of a sample: entropy decoding.</param>
/// <param name="PerFrame">Analyzing a frame.</param>
internal readonly record struct DecodeCost(double PerSample, double PerByte, double PerFrame)
{
    /// <summary>Analyzing a pixel, with the transfer of its frame from ffmpeg.</summary>
    private const double AnalysisPerPixel = 1.8e-9;

    /// <summary>The cost of a video.</summary>
    public static DecodeCost Of(VideoProperties video)
    {
        var pixels = (double)video.Width * video.Height;
        var (perPixel, perByte) = OfCodec(video.Codec);
        return new DecodeCost(perPixel * pixels, perByte, AnalysisPerPixel * pixels);
    }

    /// <summary>The processor time of a load in seconds.</summary>
    public double Of(DecodeLoad load) => (PerSample * load.Samples) + (PerByte * load.Bytes) + (PerFrame * load.Frames);

    // Bytes of arithmetic coding take longer than those of variable-length codes. 10-bit video is not told apart: the index
    // does not have the bit depth, and it takes at most half as long again.
    private static (double PerPixel, double PerByte) OfCodec(string codec) => codec switch
    {
        "h264" => (2.4e-9, 50e-9),
        "av1" or "vp9" => (2.5e-9, 50e-9),
        "vp8" => (0.8e-9, 50e-9),
        "prores" => (1.2e-9, 12e-9),
        "mpeg1video" or "mpeg2video" or "mpeg4" or "msmpeg4v3" or "mjpeg" => (0.7e-9, 20e-9),
        // HEVC, and the most for codecs that were not measured.
        _ => (3.0e-9, 50e-9),
    };
}
