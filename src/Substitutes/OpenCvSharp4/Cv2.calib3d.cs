using OpenCvSharp.Internal;

namespace OpenCvSharp;

public static partial class Cv2
{
    /// <summary>The 3×3 perspective transformation that takes one set of points to another; empty where there is none.</summary>
    /// <param name="srcPoints">Points, a row of two channels each.</param>
    /// <param name="dstPoints">Where each is to come to.</param>
    /// <param name="method">How it is found.</param>
    /// <param name="ransacReprojThreshold">The farthest that a point may come from where it is to come and count as fitting.</param>
    /// <param name="mask">A row for each point: not 0 where it fits.</param>
    /// <param name="maxIters">The most attempts.</param>
    /// <param name="confidence">With which probability the best is to be found.</param>
    public static Mat FindHomography(
        InputArray srcPoints, InputArray dstPoints, HomographyMethods method = HomographyMethods.None,
        double ransacReprojThreshold = 3, OutputArray? mask = null, int maxIters = 2000, double confidence = 0.995)
    {
        nint found = 0;
        int Find(nint proxy) => NativeMethods.calib3d_findHomography_InputArray(
            srcPoints.CvPtr, dstPoints.CvPtr, (int)method, ransacReprojThreshold, proxy, maxIters, confidence, out found);

        if (mask is null) Errors.ThrowIfFailed(Find(0));
        else mask.Receive(Find);
        return new Mat(found);
    }

    /// <summary>Where a perspective transformation takes points.</summary>
    /// <param name="src">The points, a row of two channels each.</param>
    /// <param name="dst">Where they come to.</param>
    /// <param name="m">The transformation, 3×3.</param>
    public static void PerspectiveTransform(InputArray src, OutputArray dst, InputArray m) =>
        dst.Receive(proxy => NativeMethods.core_perspectiveTransform(src.CvPtr, proxy, m.CvPtr));
}
