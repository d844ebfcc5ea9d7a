using VideoPipeline.Analysis.Resizing;
using VideoPipeline.Imaging;

namespace VideoPipeline.Analysis;

/// <summary>
/// The mean of all frames at analysis size, stored as integer sums, which do not depend on the order of addition.
/// </summary>
/// <param name="Frames">The number of frames.</param>
/// <param name="Sums">The sums of blue, green and red of each pixel, rows without padding; empty if there is no frame.</param>
internal sealed record MeanImage(long Frames, ulong[] Sums)
{
    /// <summary>Combines two mean images into the mean of the frames of both.</summary>
    /// <exception cref="ArgumentException">The images differ in size.</exception>
    public MeanImage Plus(MeanImage other)
    {
        if (Frames == 0) return other;
        if (other.Frames == 0) return this;
        if (other.Sums.Length != Sums.Length)
        {
            throw new ArgumentException(
                $"The mean images differ in size: {Sums.Length} and {other.Sums.Length} samples.", nameof(other));
        }

        var sums = new ulong[Sums.Length];
        for (var i = 0; i < sums.Length; i++) sums[i] = Sums[i] + other.Sums[i];
        return new(Frames + other.Frames, sums);
    }

    /// <summary>The mean image, each sample rounded half up; null if there is no frame.</summary>
    public BgrImage? ToImage()
    {
        if (Frames == 0) return null;
        var (frames, half) = ((ulong)Frames, (ulong)Frames / 2);
        var height = Sums.Length / (3 * AnalysisSize.FixedWidth);
        return new(AnalysisSize.FixedWidth, height, [.. Sums.Select(sum => (byte)((sum + half) / frames))]);
    }
}
