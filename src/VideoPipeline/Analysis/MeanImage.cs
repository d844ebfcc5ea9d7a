using VideoPipeline.Analysis.Resizing;
using VideoPipeline.Imaging;

namespace VideoPipeline.Analysis;

/// <summary>
/// The mean of all frames at analysis size, stored as integer sums, which do not depend on the order of addition.
/// </summary>
/// <param name="Frames">The number of frames.</param>
/// <param name="Sums">
/// The sums of blue, green and red of each pixel, rows without padding, as <see cref="PackedSums"/>; empty if there is no frame.
/// </param>
internal sealed record MeanImage(long Frames, byte[] Sums)
{
    /// <summary>The number of sums. As a row has 256 pixels, the sums end at the end of a byte.</summary>
    public int Samples => Frames == 0 ? 0 : (int)(8L * Sums.Length / PackedSums.BitsFor(Frames));

    /// <summary>Creates a mean image from the sums of its frames.</summary>
    public static MeanImage Of(long frames, ReadOnlySpan<ulong> sums) => new(frames, PackedSums.Pack(sums, frames));

    /// <summary>The mean image, each sample rounded half up; null if there is no frame.</summary>
    public BgrImage? ToImage()
    {
        if (Frames == 0) return null;
        var sums = new ulong[Samples];
        PackedSums.AddTo(sums, Sums, Frames);
        var (frames, half) = ((ulong)Frames, (ulong)Frames / 2);
        var height = sums.Length / (3 * AnalysisSize.FixedWidth);
        return new(AnalysisSize.FixedWidth, height, [.. sums.Select(sum => (byte)((sum + half) / frames))]);
    }
}
