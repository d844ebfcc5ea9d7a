using VideoPipeline.Analysis.Frames;
using VideoPipeline.Analysis.Resizing;
using VideoPipeline.Imaging;

namespace VideoPipeline.Analysis;

/// <summary>A frame kept as a small JPEG file, for the pages that show a video.</summary>
/// <param name="Frame">The number of the frame.</param>
/// <param name="Pts">The presentation time stamp in the time base of the stream.</param>
/// <param name="Jpeg">The JPEG file; the longer side of its image has <see cref="MaxSide"/> pixels.</param>
internal sealed record Preview(long Frame, long Pts, byte[] Jpeg)
{
    /// <summary>The length of the longer side in pixels.</summary>
    public const int MaxSide = AnalysisSize.FixedWidth;

    private const int JpegQuality = 76;

    /// <summary>Returns the size of the image of a frame at analysis size.</summary>
    public static (int Width, int Height) SizeOf(AnalysisSize size) => size.Height <= MaxSide
        ? (size.Width, size.Height)
        : (Math.Max(1, ((2 * MaxSide * size.Width) + size.Height) / (2 * size.Height)), MaxSide);

    /// <summary>Creates the preview of a frame.</summary>
    /// <param name="number">The number of the frame.</param>
    /// <param name="pts">The presentation time stamp.</param>
    /// <param name="frame">The frame at analysis size.</param>
    public static Preview Of(long number, long pts, ScaledFrame frame)
    {
        var (width, height) = SizeOf(frame.Size);
        var samples = width == frame.Size.Width ? frame.Bgr.ToArray() : Shrink(frame, width, height);
        return new Preview(number, pts, ImageFile.EncodeJpeg(new BgrImage(width, height, samples), JpegQuality));
    }

    // Plane by plane in integers, because OpenCV's results depend on its build.
    private static byte[] Shrink(ScaledFrame frame, int width, int height)
    {
        const int Channels = 3;
        var reduction = new AreaReduction(frame.Size.Width, frame.Size.Height, width, height);
        var (source, target, shrunk) = (new byte[frame.Size.Area], new byte[width * height], new byte[Channels * width * height]);
        for (var channel = 0; channel < Channels; channel++)
        {
            for (var i = 0; i < source.Length; i++) source[i] = frame.Bgr[(Channels * i) + channel];
            reduction.Reduce(source, target);
            for (var i = 0; i < target.Length; i++) shrunk[(Channels * i) + channel] = target[i];
        }

        return shrunk;
    }
}
