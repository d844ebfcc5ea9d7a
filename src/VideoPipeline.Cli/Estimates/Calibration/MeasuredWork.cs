using VideoPipeline.Video;

namespace VideoPipeline.Cli.Estimates.Calibration;

/// <summary>What the time of a run depends on.</summary>
/// <param name="Codec">The codec.</param>
/// <param name="Pixels">The pixels of a frame.</param>
/// <param name="Frames">The number of frames.</param>
/// <param name="Bytes">The bytes of their samples.</param>
internal sealed record MeasuredWork(string Codec, long Pixels, long Frames, long Bytes)
{
    /// <summary>The work of a video.</summary>
    public static MeasuredWork Of(VideoIndex index) => new(
        index.Video.Codec,
        (long)index.Video.Width * index.Video.Height,
        index.Frames?.Count ?? index.Samples.Count,
        index.Samples.Count == 0 ? index.Source.Length : index.Samples.Size.Sum(size => (long)size));

    /// <summary>
    /// How similar two videos of a codec are, from 0 to 1: a Gaussian of the logarithms of the ratios of their pixels, bytes per
    /// pixel and lengths, where the length counts least. Half for videos of which one has 1.8 times the pixels.
    /// </summary>
    public double SimilarityTo(MeasuredWork other)
    {
        var (pixels, density, length) = (
            Math.Log((double)Pixels / other.Pixels),
            Math.Log(BytesPerPixel / other.BytesPerPixel),
            Math.Log((double)Math.Max(1, Frames) / Math.Max(1, other.Frames)));
        return Math.Exp(-2 * ((pixels * pixels) + (density * density) + (length * length / 4)));
    }

    private double BytesPerPixel => Math.Max(1, Bytes) / ((double)Pixels * Math.Max(1, Frames));
}
