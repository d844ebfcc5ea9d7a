using VideoPipeline.Analysis.Frames;
using VideoPipeline.Results.Shots;

namespace VideoPipeline.Results;

/// <summary>Computes mean colors of frames.</summary>
internal static class MeanColor
{
    /// <summary>Computes the mean color of a shot, as <c>#rrggbb</c>.</summary>
    /// <param name="shot">The shot, of one row or more.</param>
    /// <inheritdoc cref="Compute(int, int, ReadOnlySpan{ulong}, int, int)"/>
    public static string Compute(Shot shot, ReadOnlySpan<ulong> sumYuv, int width, int height)
    {
        var (red, green, blue) = Compute(shot.Start, shot.End, sumYuv, width, height);
        return $"#{red:x2}{green:x2}{blue:x2}";
    }

    /// <summary>
    /// Computes the mean of all samples of consecutive frames, converted by ITU-R BT.601-7, 2.5.1 and 2.5.3, limited range.
    /// </summary>
    /// <param name="start">The first row.</param>
    /// <param name="end">The row after the last.</param>
    /// <param name="sumYuv">The sums of the planes Y, U and V of each row (n×3).</param>
    /// <param name="width">The width of the full-size frame in luma samples.</param>
    /// <param name="height">The height of the full-size frame in luma samples.</param>
    public static (byte Red, byte Green, byte Blue) Compute(
        int start, int end, ReadOnlySpan<ulong> sumYuv, int width, int height)
    {
        Span<ulong> sums = stackalloc ulong[3];
        for (var i = 3 * start; i < 3 * end; i++) sums[i % 3] += sumYuv[i];
        var (chromaWidth, chromaHeight) = FrameView.ChromaSize(width, height);
        var frames = (double)(end - start);
        var luma = (sums[0] / (frames * width * height) - 16) * 255 / 219;
        var cb = (sums[1] / (frames * chromaWidth * chromaHeight) - 128) * 255 / 224;
        var cr = (sums[2] / (frames * chromaWidth * chromaHeight) - 128) * 255 / 224;
        var (red, green, blue) = (luma + (1.402 * cr), luma - (0.344136 * cb) - (0.714136 * cr), luma + (1.772 * cb));
        return (ToByte(red), ToByte(green), ToByte(blue));
    }

    private static byte ToByte(double value) => (byte)Math.Clamp(Math.Round(value), 0, 255);
}
