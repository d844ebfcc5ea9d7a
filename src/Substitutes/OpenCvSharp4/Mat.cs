using OpenCvSharp.Internal;

namespace OpenCvSharp;

/// <summary>
/// A matrix of elements with one or several channels (cv::Mat), its own or over memory of the caller's.
/// </summary>
public class Mat : IDisposable
{
    private nint _native;
    private nint _asInput;

    /// <summary>An empty matrix.</summary>
    public Mat() => Errors.ThrowIfFailed(NativeMethods.core_Mat_new1(out _native));

    /// <summary>A matrix whose elements are not set.</summary>
    public Mat(int rows, int cols, MatType type) =>
        Errors.ThrowIfFailed(NativeMethods.core_Mat_new2(rows, cols, type, out _native));

    /// <summary>A matrix with all its elements at one value.</summary>
    public Mat(int rows, int cols, MatType type, Scalar s) =>
        Errors.ThrowIfFailed(NativeMethods.core_Mat_new3(rows, cols, type, s, out _native));

    internal Mat(nint native) => _native = native;

    /// <summary>Frees what <see cref="Dispose()"/> was not called for.</summary>
    ~Mat() => Dispose(false);

    /// <summary>A matrix over memory that the caller keeps, in place, for as long as the matrix is used.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="cols">Columns.</param>
    /// <param name="type">The elements.</param>
    /// <param name="data">The first element.</param>
    /// <param name="step">Bytes from row to row; 0 where rows follow each other without a gap.</param>
    public static Mat FromPixelData(int rows, int cols, MatType type, IntPtr data, long step = 0)
    {
        Errors.ThrowIfFailed(NativeMethods.core_Mat_new8(rows, cols, type, data, (nint)step, out var native));
        return new Mat(native);
    }

    /// <summary>Rows.</summary>
    public int Rows
    {
        get
        {
            Errors.ThrowIfFailed(NativeMethods.core_Mat_rows(CvPtr, out var rows));
            return rows;
        }
    }

    /// <summary>Columns.</summary>
    public int Cols
    {
        get
        {
            Errors.ThrowIfFailed(NativeMethods.core_Mat_cols(CvPtr, out var cols));
            return cols;
        }
    }

    /// <summary>The first element.</summary>
    public IntPtr Data
    {
        get
        {
            Errors.ThrowIfFailed(NativeMethods.core_Mat_data(CvPtr, out var data));
            return data;
        }
    }

    /// <summary>The cv::Mat.</summary>
    public IntPtr CvPtr
    {
        get
        {
            ObjectDisposedException.ThrowIf(_native == 0, this);
            return _native;
        }
    }

    /// <summary>The proxy by which it is passed as input: made once, for it only points to the cv::Mat.</summary>
    internal nint AsInput
    {
        get
        {
            if (_asInput == 0) Errors.ThrowIfFailed(NativeMethods.core_InputArray_new_byMat(CvPtr, out _asInput));
            return _asInput;
        }
    }

    /// <summary>The elements' type.</summary>
    public MatType Type()
    {
        Errors.ThrowIfFailed(NativeMethods.core_Mat_type(CvPtr, out var type));
        return type;
    }

    /// <summary>Bytes from row to row.</summary>
    public long Step()
    {
        Errors.ThrowIfFailed(NativeMethods.core_Mat_step(CvPtr, out var step));
        return step;
    }

    /// <summary>How many elements it has.</summary>
    public long Total()
    {
        Errors.ThrowIfFailed(NativeMethods.core_Mat_total1(CvPtr, out var total));
        return total;
    }

    /// <summary>Whether it has no elements.</summary>
    public bool Empty()
    {
        Errors.ThrowIfFailed(NativeMethods.core_Mat_empty(CvPtr, out var empty));
        return empty != 0;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the native objects.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (_native == 0) return;
        if (_asInput != 0) _ = NativeMethods.core_InputArray_delete(_asInput);
        _ = NativeMethods.core_Mat_delete(_native);
        (_native, _asInput) = (0, 0);
    }
}
