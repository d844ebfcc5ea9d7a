using System.Runtime.InteropServices;
using System.Text;

namespace OpenCvSharp.Internal;

/// <summary>
/// The exports of <c>libOpenCvSharpExtern.so</c> that are called, with its conventions: cdecl, a status returned.
/// </summary>
internal static unsafe partial class NativeMethods
{
    private const string Library = "OpenCvSharpExtern";

    static NativeMethods() => Errors.Redirect();

    [LibraryImport(Library)]
    internal static partial nint redirectError(
        delegate* unmanaged[Cdecl]<int, byte*, byte*, byte*, int, nint, int> callback, nint data, ref nint previousData);

    [LibraryImport(Library)]
    internal static partial int core_setNumThreads(int threads);

    [LibraryImport(Library)]
    internal static partial int core_getBuildInformation(nint text);

    [LibraryImport(Library)]
    internal static partial int core_getVersionString(byte* buffer, int length);

    [LibraryImport(Library)]
    internal static partial int core_Mat_new1(out nint mat);

    [LibraryImport(Library)]
    internal static partial int core_Mat_new2(int rows, int cols, int type, out nint mat);

    [LibraryImport(Library)]
    internal static partial int core_Mat_new3(int rows, int cols, int type, Scalar value, out nint mat);

    [LibraryImport(Library)]
    internal static partial int core_Mat_new8(int rows, int cols, int type, nint data, nint step, out nint mat);

    [LibraryImport(Library)]
    internal static partial int core_Mat_delete(nint mat);

    [LibraryImport(Library)]
    internal static partial int core_Mat_rows(nint mat, out int rows);

    [LibraryImport(Library)]
    internal static partial int core_Mat_cols(nint mat, out int cols);

    [LibraryImport(Library)]
    internal static partial int core_Mat_type(nint mat, out int type);

    [LibraryImport(Library)]
    internal static partial int core_Mat_data(nint mat, out nint data);

    [LibraryImport(Library)]
    internal static partial int core_Mat_step(nint mat, out nint step);

    [LibraryImport(Library)]
    internal static partial int core_Mat_empty(nint mat, out int empty);

    [LibraryImport(Library)]
    internal static partial int core_Mat_total1(nint mat, out nint total);

    [LibraryImport(Library)]
    internal static partial int core_InputArray_new_byMat(nint mat, out nint array);

    [LibraryImport(Library)]
    internal static partial int core_InputArray_delete(nint array);

    [LibraryImport(Library)]
    internal static partial int core_OutputArray_new_byMat(nint mat, out nint array);

    [LibraryImport(Library)]
    internal static partial int core_OutputArray_delete(nint array);

    [LibraryImport(Library)]
    internal static partial nint string_new1();

    [LibraryImport(Library)]
    internal static partial void string_delete(nint text);

    [LibraryImport(Library)]
    internal static partial byte* string_c_str(nint text);

    [LibraryImport(Library)]
    internal static partial nint string_size(nint text);

    [LibraryImport(Library)]
    internal static partial nint vector_uchar_new1();

    [LibraryImport(Library)]
    internal static partial nuint vector_uchar_getSize(nint vector);

    [LibraryImport(Library)]
    internal static partial byte* vector_uchar_getPointer(nint vector);

    [LibraryImport(Library)]
    internal static partial void vector_uchar_delete(nint vector);

    [LibraryImport(Library)]
    internal static partial nint vector_KeyPoint_new1();

    [LibraryImport(Library)]
    internal static partial nuint vector_KeyPoint_getSize(nint vector);

    [LibraryImport(Library)]
    internal static partial KeyPoint* vector_KeyPoint_getPointer(nint vector);

    [LibraryImport(Library)]
    internal static partial void vector_KeyPoint_delete(nint vector);

    [LibraryImport(Library)]
    internal static partial nint vector_vector_DMatch_new1();

    [LibraryImport(Library)]
    internal static partial nuint vector_vector_DMatch_getSize1(nint vector);

    [LibraryImport(Library)]
    internal static partial void vector_vector_DMatch_getSize2(nint vector, nuint[] sizes);

    [LibraryImport(Library)]
    internal static partial void vector_vector_DMatch_copy(nint vector, nint* rows);

    [LibraryImport(Library)]
    internal static partial void vector_vector_DMatch_delete(nint vector);

    [LibraryImport(Library)]
    internal static partial int core_perspectiveTransform(nint src, nint dst, nint matrix);

    [LibraryImport(Library)]
    internal static partial int calib3d_findHomography_InputArray(
        nint from, nint to, int method, double threshold, nint mask, int maxIterations, double confidence, out nint matrix);

    [LibraryImport(Library)]
    internal static partial int features2d_SIFT_create(
        int features, int octaveLayers, double contrastThreshold, double edgeThreshold, double sigma, out nint pointer);

    [LibraryImport(Library)]
    internal static partial int features2d_Ptr_SIFT_get(nint pointer, out nint sift);

    [LibraryImport(Library)]
    internal static partial int features2d_Ptr_SIFT_delete(nint pointer);

    [LibraryImport(Library)]
    internal static partial int features2d_Feature2D_detectAndCompute(
        nint self, nint image, nint mask, nint keypoints, nint descriptors, int useProvidedKeypoints);

    [LibraryImport(Library)]
    internal static partial int features2d_BFMatcher_new(int norm, int crossCheck, out nint matcher);

    [LibraryImport(Library)]
    internal static partial int features2d_BFMatcher_delete(nint self);

    [LibraryImport(Library)]
    internal static partial int features2d_DescriptorMatcher_knnMatch1(
        nint self, nint query, nint train, nint matches, int k, nint mask, int compactResult);

    [LibraryImport(Library)]
    internal static partial int imgproc_cvtColor(nint src, nint dst, int code, int channels);

    [LibraryImport(Library)]
    internal static partial int imgproc_resize(nint src, nint dst, Size size, double fx, double fy, int interpolation);

    [LibraryImport(Library)]
    internal static partial int imgproc_Laplacian(
        nint src, nint dst, int depth, int ksize, double scale, double delta, int border);

    [LibraryImport(Library)]
    internal static partial int imgproc_calcHist(
        nint* images, int count, int[] channels, nint mask, nint hist, int dims, int[] sizes, float** ranges,
        int uniform, int accumulate);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int imgproc_putText(
        nint image, string text, Point origin, int font, double scale, Scalar color,
        int thickness, int lineType, int bottomLeftOrigin);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int imgcodecs_imencode_vector(
        string extension, nint image, nint bytes, int[] parameters, int parameterCount, out int done);

    [LibraryImport(Library)]
    internal static partial int imgcodecs_imdecode_vector(byte* bytes, int length, int flags, out nint mat);

    /// <summary>The text at a C string, which may be absent.</summary>
    internal static string Text(byte* text) =>
        text is null ? "" : Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text));
}
