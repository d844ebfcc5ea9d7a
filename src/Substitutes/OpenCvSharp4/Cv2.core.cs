using System.Text;
using OpenCvSharp.Internal;

namespace OpenCvSharp;

/// <summary>OpenCV's functions.</summary>
public static unsafe partial class Cv2
{
    /// <summary>The number of threads that OpenCV's functions may use.</summary>
    public static void SetNumThreads(int nThreads) => Errors.ThrowIfFailed(NativeMethods.core_setNumThreads(nThreads));

    /// <summary>OpenCV's version.</summary>
    public static string? GetVersionString()
    {
        const int Length = 128;
        var buffer = stackalloc byte[Length];
        Errors.ThrowIfFailed(NativeMethods.core_getVersionString(buffer, Length));
        return NativeMethods.Text(buffer);
    }

    /// <summary>How OpenCV was built: modules, compiler, instruction sets.</summary>
    public static string GetBuildInformation()
    {
        var text = NativeMethods.string_new1();
        try
        {
            Errors.ThrowIfFailed(NativeMethods.core_getBuildInformation(text));
            return Encoding.UTF8.GetString(NativeMethods.string_c_str(text), (int)NativeMethods.string_size(text));
        }
        finally
        {
            NativeMethods.string_delete(text);
        }
    }
}
