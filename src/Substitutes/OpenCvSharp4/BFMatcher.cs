using OpenCvSharp.Internal;

namespace OpenCvSharp;

/// <summary>Finds for descriptors of one set those like them in another (cv::DescriptorMatcher).</summary>
public class DescriptorMatcher : IDisposable
{
    private protected DescriptorMatcher(nint native) => Native = native;

    private protected nint Native { get; set; }

    /// <summary>The k nearest train descriptors of each query descriptor, nearest first.</summary>
    /// <param name="queryDescriptors">A row for each.</param>
    /// <param name="trainDescriptors">A row for each, of the same type and length.</param>
    /// <param name="k">How many; there are fewer where the train set is smaller.</param>
    /// <param name="mask">Which pairs may match; null for all.</param>
    /// <param name="compactResult">Leave out query descriptors that the mask allows no match.</param>
    public unsafe DMatch[][] KnnMatch(
        Mat queryDescriptors, Mat trainDescriptors, int k, Mat? mask = null, bool compactResult = false)
    {
        ObjectDisposedException.ThrowIf(Native == 0, this);
        var vector = NativeMethods.vector_vector_DMatch_new1();
        try
        {
            Errors.ThrowIfFailed(NativeMethods.features2d_DescriptorMatcher_knnMatch1(
                Native, queryDescriptors.CvPtr, trainDescriptors.CvPtr, vector, k, mask?.CvPtr ?? 0, compactResult ? 1 : 0));
            var sizes = new nuint[(int)NativeMethods.vector_vector_DMatch_getSize1(vector)];
            NativeMethods.vector_vector_DMatch_getSize2(vector, sizes);
            var rows = Array.ConvertAll(sizes, size => GC.AllocateUninitializedArray<DMatch>((int)size, pinned: true));
            fixed (nint* addresses = Array.ConvertAll(rows, Address)) NativeMethods.vector_vector_DMatch_copy(vector, addresses);
            return rows;
        }
        finally
        {
            NativeMethods.vector_vector_DMatch_delete(vector);
            GC.KeepAlive(queryDescriptors);
            GC.KeepAlive(trainDescriptors);
        }

        static nint Address(DMatch[] row)
        {
            fixed (DMatch* first = row) return (nint)first;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        DisposeUnmanaged();
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the native object.</summary>
    protected virtual void DisposeUnmanaged()
    {
    }
}

/// <summary>Compares every descriptor with every other (cv::BFMatcher).</summary>
public class BFMatcher : DescriptorMatcher
{
    /// <summary>Makes one.</summary>
    /// <param name="normType">How unlike two descriptors are.</param>
    /// <param name="crossCheck">Keep a pair only where each is the other's nearest.</param>
    public BFMatcher(NormTypes normType = NormTypes.L2, bool crossCheck = false)
        : base(New(normType, crossCheck))
    {
    }

    /// <summary>Frees what was not disposed of.</summary>
    ~BFMatcher() => DisposeUnmanaged();

    /// <inheritdoc/>
    protected override void DisposeUnmanaged()
    {
        if (Native != 0) _ = NativeMethods.features2d_BFMatcher_delete(Native);
        Native = 0;
    }

    private static nint New(NormTypes normType, bool crossCheck)
    {
        Errors.ThrowIfFailed(NativeMethods.features2d_BFMatcher_new((int)normType, crossCheck ? 1 : 0, out var native));
        return native;
    }
}
