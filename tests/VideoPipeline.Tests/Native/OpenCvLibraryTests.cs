using System.Runtime.InteropServices;
using System.Text;
using OpenCvSharp;
using VideoPipeline.Native;
using Xunit;

namespace VideoPipeline.Tests.Native;

/// <summary>The managed binding together with the native library; each can be the package's or our own.</summary>
public class OpenCvLibraryTests
{
    public OpenCvLibraryTests() => OpenCvLibrary.EnsureLoaded();

    [Fact]
    public void Version_Library_IsOpenCv4() => Assert.StartsWith("4.", OpenCvLibrary.Version, StringComparison.Ordinal);

    [Fact]
    public void GetBuildInformation_Library_ListsItsModules() =>
        Assert.Contains("imgproc", Cv2.GetBuildInformation(), StringComparison.Ordinal);

    [Fact]
    public void OwnLibrary_Dependencies_DoNotIncludeImgcodecs()
    {
        Assert.NotNull(OpenCvLibrary.LibraryPath);
        var library = Encoding.Latin1.GetString(File.ReadAllBytes(OpenCvLibrary.LibraryPath));
        Assert.DoesNotContain("libopencv_imgcodecs", library, StringComparison.Ordinal);
    }

    [Fact]
    public unsafe void FromPixelData_UnmanagedMemory_IsWrittenInPlace()
    {
        byte* samples = stackalloc byte[12 * 3];
        for (var i = 0; i < 12 * 3; i++) samples[i] = 77;
        using var source = new Mat(2, 6, MatType.CV_8UC3, new Scalar(10, 20, 30));
        using var target = Mat.FromPixelData(2, 6, MatType.CV_8UC3, (nint)samples);
        Cv2.CvtColor(source, target, ColorConversionCodes.BGR2HSV);
        Assert.Equal((nint)samples, target.Data);
        Assert.Equal(30, samples[2]);
    }

    [Fact]
    public void FromPixelData_Step_SkipsThePaddingOfEachRow()
    {
        var samples = GCHandle.Alloc(new byte[] { 1, 2, 9, 3, 4, 9 }, GCHandleType.Pinned);
        try
        {
            using var mat = Mat.FromPixelData(2, 2, MatType.CV_8UC1, samples.AddrOfPinnedObject(), 3);
            using var hist = new Mat();
            Cv2.CalcHist([mat], [0], null, hist, 1, [10], [new Rangef(0, 10)]);
            var counts = new float[10];
            Marshal.Copy(hist.Data, counts, 0, 10);
            Assert.Equal([0, 1, 1, 1, 1, 0, 0, 0, 0, 0], counts);
            Assert.Equal(3, mat.Step());
        }
        finally
        {
            samples.Free();
        }
    }

    [Fact]
    public void CvtColor_EmptyMat_ThrowsWithOpenCvsMessage()
    {
        using var empty = new Mat();
        using var target = new Mat();
        var thrown = Assert.Throws<OpenCVException>(() => Cv2.CvtColor(empty, target, ColorConversionCodes.BGR2HSV));
        Assert.Contains("empty", thrown.ErrMsg, StringComparison.Ordinal);
        Assert.NotEqual(0, thrown.Line);
    }

    [Fact]
    public void CvtColor_AfterAnException_Succeeds()
    {
        using var empty = new Mat();
        using var target = new Mat();
        Assert.Throws<OpenCVException>(() => Cv2.CvtColor(empty, target, ColorConversionCodes.BGR2HSV));
        using var source = new Mat(4, 4, MatType.CV_8UC3, Scalar.All(9));
        Cv2.CvtColor(source, target, ColorConversionCodes.BGR2HSV);
        Assert.Equal((4, 4, MatType.CV_8UC3), (target.Rows, target.Cols, target.Type()));
    }

    [Fact]
    public void ImDecode_NotAnImage_ReturnsEmptyMat()
    {
        using var mat = Cv2.ImDecode([1, 2, 3, 4], ImreadModes.Color);
        Assert.True(mat.Empty());
    }

    [Fact]
    public void Data_DisposedMat_ThrowsObjectDisposed()
    {
        var mat = new Mat(2, 2, MatType.CV_8UC1);
        mat.Dispose();
        Assert.Throws<ObjectDisposedException>(() => mat.Data);
    }
}
