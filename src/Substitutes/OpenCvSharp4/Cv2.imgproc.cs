using OpenCvSharp.Internal;

namespace OpenCvSharp;

public static unsafe partial class Cv2
{
    /// <summary>Converts from one colour space to another.</summary>
    public static void CvtColor(InputArray src, OutputArray dst, ColorConversionCodes code, int dstCn = 0) =>
        dst.Receive(proxy => NativeMethods.imgproc_cvtColor(src.CvPtr, proxy, (int)code, dstCn));

    /// <summary>Resizes an image.</summary>
    public static void Resize(
        InputArray src, OutputArray dst, Size dsize, double fx = 0, double fy = 0,
        InterpolationFlags interpolation = InterpolationFlags.Linear) =>
        dst.Receive(proxy => NativeMethods.imgproc_resize(src.CvPtr, proxy, dsize, fx, fy, (int)interpolation));

    /// <summary>The Laplacian of an image.</summary>
    public static void Laplacian(
        InputArray src, OutputArray dst, MatType ddepth, int ksize = 1, double scale = 1, double delta = 0,
        BorderTypes borderType = BorderTypes.Default) =>
        dst.Receive(
            proxy => NativeMethods.imgproc_Laplacian(src.CvPtr, proxy, ddepth, ksize, scale, delta, (int)borderType));

    /// <summary>The histogram of one channel or several, as 32-bit floating point counts.</summary>
    public static void CalcHist(
        Mat[] images, int[] channels, InputArray? mask, OutputArray hist, int dims, int[] histSize, Rangef[] ranges,
        bool uniform = true, bool accumulate = false) =>
        hist.Receive(proxy =>
        {
            var mats = stackalloc nint[images.Length];
            for (var i = 0; i < images.Length; i++) mats[i] = images[i].CvPtr;
            fixed (Rangef* bounds = ranges)
            {
                // A range is its two bounds, one after the other: what C++ takes as float[2].
                var starts = stackalloc float*[ranges.Length];
                for (var i = 0; i < ranges.Length; i++) starts[i] = (float*)(bounds + i);
                return NativeMethods.imgproc_calcHist(
                    mats, images.Length, channels, mask?.CvPtr ?? 0, proxy, dims, histSize, starts,
                    uniform ? 1 : 0, accumulate ? 1 : 0);
            }
        });

    /// <summary>Draws a line of text, <paramref name="org"/> being the lower left corner of its first letter.</summary>
    public static void PutText(
        InputOutputArray img, string text, Point org, HersheyFonts fontFace, double fontScale, Scalar color,
        int thickness = 1, LineTypes lineType = LineTypes.Link8, bool bottomLeftOrigin = false) =>
        img.Receive(proxy => NativeMethods.imgproc_putText(
            proxy, text, org, (int)fontFace, fontScale, color, thickness, (int)lineType, bottomLeftOrigin ? 1 : 0));
}
