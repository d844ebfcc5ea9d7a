using OpenCvSharp.Internal;

namespace OpenCvSharp;

/// <summary>An array that a function reads (cv::InputArray).</summary>
public class InputArray : IDisposable
{
    private readonly Mat _mat;

    private InputArray(Mat mat) => _mat = mat;

    internal IntPtr CvPtr => _mat.AsInput;

    /// <summary>A matrix as input.</summary>
    public static InputArray Create(Mat mat) => new(mat);

    /// <summary>A matrix as input.</summary>
    public static implicit operator InputArray(Mat mat) => new(mat);

    /// <summary>Nothing: the proxy belongs to the matrix.</summary>
    public void Dispose() => GC.SuppressFinalize(this);
}

/// <summary>An array that a function writes, making it anew where size or type do not fit (cv::OutputArray).</summary>
public class OutputArray
{
    internal Mat Target { get; }

    private protected OutputArray(Mat mat) => Target = mat;

    /// <summary>A matrix as output.</summary>
    public static implicit operator OutputArray(Mat mat) => new(mat);

    /// <summary>Calls a native function with the proxy, which lives for that call.</summary>
    internal void Receive(Func<nint, int> function)
    {
        Errors.ThrowIfFailed(NativeMethods.core_OutputArray_new_byMat(Target.CvPtr, out var proxy));
        try
        {
            Errors.ThrowIfFailed(function(proxy));
        }
        finally
        {
            _ = NativeMethods.core_OutputArray_delete(proxy);
            GC.KeepAlive(Target);
        }
    }
}

/// <summary>An array that a function changes (cv::InputOutputArray).</summary>
public class InputOutputArray : OutputArray
{
    private InputOutputArray(Mat mat)
        : base(mat)
    {
    }

    /// <summary>A matrix to be changed.</summary>
    public static implicit operator InputOutputArray(Mat mat) => new(mat);
}
