using System.Runtime.InteropServices;
using OpenCvSharp;
using VideoPipeline.Native;

namespace VideoPipeline.Stills.Fingerprints;

/// <summary>A grayscale image.</summary>
/// <param name="Width">The width in pixels.</param>
/// <param name="Height">The height in pixels.</param>
/// <param name="Samples">One sample per pixel, 0 to 255, rows without padding.</param>
internal sealed record GrayImage(int Width, int Height, byte[] Samples)
{
    /// <summary>Converts an 8-bit BGR image to gray: ITU-R BT.601 luma in full range, in integers.</summary>
    /// <param name="bgr">The image (<c>CV_8UC3</c>).</param>
    public static GrayImage Of(Mat bgr)
    {
        OpenCvLibrary.EnsureLoaded();
        using var gray = new Mat();
        Cv2.CvtColor(bgr, gray, ColorConversionCodes.BGR2GRAY);
        var samples = new byte[gray.Rows * gray.Cols];
        Marshal.Copy(gray.Data, samples, 0, samples.Length);
        return new GrayImage(gray.Cols, gray.Rows, samples);
    }

    /// <summary>Computes the standard deviation of the samples.</summary>
    public double Deviation()
    {
        var (sum, squares) = (0L, 0L);
        foreach (var sample in Samples) (sum, squares) = (sum + sample, squares + (sample * sample));
        var mean = (double)sum / Samples.Length;
        return Math.Sqrt(Math.Max(0, ((double)squares / Samples.Length) - (mean * mean)));
    }

    /// <summary>Returns the image flipped horizontally.</summary>
    public GrayImage Mirrored()
    {
        var samples = Samples.ToArray();
        for (var row = 0; row < Height; row++) samples.AsSpan(row * Width, Width).Reverse();
        return this with { Samples = samples };
    }
}
