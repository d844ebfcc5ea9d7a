using System.Runtime.InteropServices;
using OpenCvSharp;
using VideoPipeline.Stills.Fingerprints;

namespace VideoPipeline.Search;

/// <summary>Descriptors as OpenCV's matchers take them: 32-bit floating point, a row each.</summary>
internal sealed class DescriptorMat : IDisposable
{
    private GCHandle _numbers;

    public DescriptorMat(Keypoints keypoints)
    {
        _numbers = GCHandle.Alloc(Array.ConvertAll(keypoints.Descriptors, number => (float)number), GCHandleType.Pinned);
        Mat = Mat.FromPixelData(keypoints.Count, Keypoints.DescriptorLength, MatType.CV_32FC1, _numbers.AddrOfPinnedObject());
    }

    public Mat Mat { get; }

    public void Dispose()
    {
        Mat.Dispose();
        _numbers.Free();
    }
}
