using VideoPipeline.Analysis.Resizing;
using VideoPipeline.Imaging;

namespace VideoPipeline.Analysis;

/// <summary>The mean of all frames at analysis size, as sums: exact, and so the same whatever is added first.</summary>
/// <param name="Frames">How many frames were added.</param>
/// <param name="Sums">The sums of blue, green and red for each pixel, rows without gaps; empty where no frame was
/// added.</param>
public sealed record MeanImage(long Frames, ulong[] Sums)
{
    /// <summary>The mean over the frames of both.</summary>
    public MeanImage Plus(MeanImage other)
    {
        if (Frames == 0) return other;
        if (other.Frames == 0) return this;
        if (other.Sums.Length != Sums.Length)
        {
            throw new ArgumentException(
                $"A mean image of {other.Sums.Length} samples cannot be added to one of {Sums.Length}.", nameof(other));
        }

        var sums = new ulong[Sums.Length];
        for (var i = 0; i < sums.Length; i++) sums[i] = Sums[i] + other.Sums[i];
        return new(Frames + other.Frames, sums);
    }

    /// <summary>The image, each sample rounded, half way up; null where no frame was added.</summary>
    public BgrImage? ToImage()
    {
        if (Frames == 0) return null;
        var (frames, half) = ((ulong)Frames, (ulong)Frames / 2);
        var height = Sums.Length / (3 * AnalysisSize.FixedWidth);
        return new(AnalysisSize.FixedWidth, height, [.. Sums.Select(sum => (byte)((sum + half) / frames))]);
    }
}
