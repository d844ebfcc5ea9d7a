using System.Runtime.InteropServices;
using OpenCvSharp;
using VideoPipeline.Stills.Fingerprints;

namespace VideoPipeline.Search;

/// <summary>Descriptors as a matrix for OpenCV's matchers: CV_32F, one row per descriptor.</summary>
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
