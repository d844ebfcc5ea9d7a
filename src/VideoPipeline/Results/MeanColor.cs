using VideoPipeline.Analysis.Frames;
using VideoPipeline.Results.Shots;

namespace VideoPipeline.Results;

/// <summary>Computes the mean color of a shot.</summary>
internal static class MeanColor
{
    /// <summary>
    /// Computes the mean of all samples of the frames of a shot, converted by ITU-R BT.601-7, 2.5.1 and 2.5.3, limited range, as
    /// <c>#rrggbb</c>.
    /// </summary>
    /// <param name="shot">The shot, of one row or more.</param>
    /// <param name="sumYuv">The sums of the planes Y, U and V of each row (n×3).</param>
    /// <param name="width">The width of the full-size frame in luma samples.</param>
    /// <param name="height">The height of the full-size frame in luma samples.</param>
    public static string Compute(Shot shot, ReadOnlySpan<ulong> sumYuv, int width, int height)
    {
        Span<ulong> sums = stackalloc ulong[3];
        for (var i = 3 * shot.Start; i < 3 * shot.End; i++) sums[i % 3] += sumYuv[i];
        var (chromaWidth, chromaHeight) = FrameView.ChromaSize(width, height);
        var luma = (sums[0] / ((double)shot.Length * width * height) - 16) * 255 / 219;
        var cb = (sums[1] / ((double)shot.Length * chromaWidth * chromaHeight) - 128) * 255 / 224;
        var cr = (sums[2] / ((double)shot.Length * chromaWidth * chromaHeight) - 128) * 255 / 224;
        var (red, green, blue) = (luma + (1.402 * cr), luma - (0.344136 * cb) - (0.714136 * cr), luma + (1.772 * cb));
        return $"#{ToByte(red):x2}{ToByte(green):x2}{ToByte(blue):x2}";
    }

    private static byte ToByte(double value) => (byte)Math.Clamp(Math.Round(value), 0, 255);
}
