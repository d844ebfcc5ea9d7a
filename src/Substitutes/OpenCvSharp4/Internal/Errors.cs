using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OpenCvSharp.Internal;

/// <summary>
/// From a status to an exception: the native side hands the details to a callback on the thread that called it, before
/// it returns the status.
/// </summary>
internal static unsafe class Errors
{
    [ThreadStatic]
    private static OpenCVException? s_last;

    internal static void Redirect()
    {
        nint none = 0;
        NativeMethods.redirectError(&Keep, 0, ref none);
    }

    internal static void ThrowIfFailed(int status)
    {
        if (status == 0) return;
        var error =
            s_last ?? new OpenCVException(ErrorCode.StsError, "", "a native call failed and gave no reason", "", 0);
        s_last = null;
        throw error;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Keep(int code, byte* function, byte* message, byte* file, int line, nint data)
    {
        s_last = new OpenCVException(
            (ErrorCode)code, NativeMethods.Text(function), NativeMethods.Text(message), NativeMethods.Text(file), line);
        return 0;
    }
}
