using OpenCvSharp;
using OpenCvSharp.Internal;

namespace VideoPipeline.Analysis.Frames;

/// <summary>
/// A color conversion of OpenCV between two images, for any number of frames. <c>Cv2.CvtColor</c> allocates an OutputArray at
/// each call and disposes of it.
/// </summary>
/// <param name="source">The source image.</param>
/// <param name="target">The target image, which has the size and type of the result.</param>
/// <param name="code">The conversion.</param>
internal sealed class ColorConversion(Mat source, Mat target, ColorConversionCodes code) : IDisposable
{
    private readonly InputArray _source = InputArray.Create(source);
    private readonly OutputArray _target = OutputArray.Create(target);

    /// <summary>Converts the source image.</summary>
    public void Run() => NativeMethods.HandleException(
        NativeMethods.imgproc_cvtColor(_source.CvPtr, _target.CvPtr, (int)code, dstCn: 0));

    /// <inheritdoc/>
    public void Dispose()
    {
        _source.Dispose();
        _target.Dispose();
    }
}
