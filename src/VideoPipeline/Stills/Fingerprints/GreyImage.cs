using System.Runtime.InteropServices;
using OpenCvSharp;
using VideoPipeline.Native;

namespace VideoPipeline.Stills.Fingerprints;

/// <summary>A picture's brightness.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Samples">One for each pixel, 0 to 255, rows without gaps.</param>
public sealed record GreyImage(int Width, int Height, byte[] Samples)
{
    /// <summary>The brightness of a picture of 8-bit B, G, R: ITU-R BT.601's luma in full range, in integers.</summary>
    /// <param name="bgr">The picture (<c>CV_8UC3</c>).</param>
    public static GreyImage Of(Mat bgr)
    {
        OpenCvLibrary.EnsureLoaded();
        using var grey = new Mat();
        Cv2.CvtColor(bgr, grey, ColorConversionCodes.BGR2GRAY);
        var samples = new byte[grey.Rows * grey.Cols];
        Marshal.Copy(grey.Data, samples, 0, samples.Length);
        return new GreyImage(grey.Cols, grey.Rows, samples);
    }

    /// <summary>The standard deviation of the samples.</summary>
    public double Deviation()
    {
        var (sum, squares) = (0L, 0L);
        foreach (var sample in Samples) (sum, squares) = (sum + sample, squares + (sample * sample));
        var mean = (double)sum / Samples.Length;
        return Math.Sqrt(Math.Max(0, ((double)squares / Samples.Length) - (mean * mean)));
    }

    /// <summary>The picture as a mirror shows it: left and right exchanged.</summary>
    public GreyImage Mirrored()
    {
        var samples = Samples.ToArray();
        for (var row = 0; row < Height; row++) samples.AsSpan(row * Width, Width).Reverse();
        return this with { Samples = samples };
    }
}
