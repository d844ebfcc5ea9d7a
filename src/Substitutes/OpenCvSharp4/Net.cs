using OpenCvSharp.Internal;

namespace OpenCvSharp.Dnn;

/// <summary>A neural network (cv::dnn::Net).</summary>
public class Net : IDisposable
{
    private nint _native;

    private Net(nint native) => _native = native;

    /// <summary>Frees what <see cref="Dispose()"/> was not called for.</summary>
    ~Net() => Dispose(false);

    private nint Native
    {
        get
        {
            ObjectDisposedException.ThrowIf(_native == 0, this);
            return _native;
        }
    }

    /// <summary>Whether it has no layers.</summary>
    public bool Empty()
    {
        Errors.ThrowIfFailed(NativeMethods.dnn_Net_empty(Native, out var empty));
        return empty != 0;
    }

    /// <summary>What the next pass is to take.</summary>
    public void SetInput(Mat blob, string name = "") =>
        Errors.ThrowIfFailed(NativeMethods.dnn_Net_setInput(Native, blob.CvPtr, name));

    /// <summary>Runs it up to a layer.</summary>
    /// <param name="outputName">The layer's name; null for the last.</param>
    /// <returns>What the layer gives; overwritten by the next pass.</returns>
    public Mat Forward(string? outputName = null)
    {
        Errors.ThrowIfFailed(NativeMethods.dnn_Net_forward1(Native, outputName, out var blob));
        return new Mat(blob);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    internal static Net? Of(int status, nint native)
    {
        Errors.ThrowIfFailed(status);
        return native == 0 ? null : new Net(native);
    }

    /// <summary>Frees the network.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (_native != 0) _ = NativeMethods.dnn_Net_delete(_native);
        _native = 0;
    }
}
