using VideoPipeline.Analysis.Frames;
using VideoPipeline.Results.Shots;

namespace VideoPipeline.Results;

/// <summary>The mean colour of a shot.</summary>
public static class MeanColor
{
    /// <summary>
    /// The mean of all samples of the shot's frames, converted by ITU-R BT.601-7, 2.5.1 and 2.5.3, limited range, as
    /// <c>#rrggbb</c>.
    /// </summary>
    /// <param name="shot">The shot, of one row or more.</param>
    /// <param name="sumYuv">The sums of the planes of each row (n×3).</param>
    /// <param name="width">Luma samples in a row of the full-size frame.</param>
    /// <param name="height">Its luma rows.</param>
    public static string Of(Shot shot, ReadOnlySpan<ulong> sumYuv, int width, int height)
    {
        Span<ulong> sums = stackalloc ulong[3];
        for (var at = 3 * shot.Start; at < 3 * shot.End; at++) sums[at % 3] += sumYuv[at];
        var (chromaWidth, chromaHeight) = FrameView.ChromaSize(width, height);
        var luma = (sums[0] / ((double)shot.Length * width * height) - 16) * 255 / 219;
        var blue = (sums[1] / ((double)shot.Length * chromaWidth * chromaHeight) - 128) * 255 / 224;
        var red = (sums[2] / ((double)shot.Length * chromaWidth * chromaHeight) - 128) * 255 / 224;
        return $"#{Byte(luma + (1.402 * red)):x2}{Byte(luma - (0.344136 * blue) - (0.714136 * red)):x2}{Byte(luma + (1.772 * blue)):x2}";
    }

    private static byte Byte(double value) => (byte)Math.Clamp(Math.Round(value), 0, 255);
}
