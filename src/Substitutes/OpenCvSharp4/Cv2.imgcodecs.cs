using OpenCvSharp.Internal;

namespace OpenCvSharp;

public static unsafe partial class Cv2
{
    /// <summary>Makes the bytes of an image file.</summary>
    /// <param name="ext">The kind of file by its extension, such as <c>.png</c>.</param>
    /// <param name="img">The image.</param>
    /// <param name="buf">The file's bytes.</param>
    /// <param name="prms">Pairs of an <see cref="ImwriteFlags"/> and its value.</param>
    public static bool ImEncode(string ext, InputArray img, out byte[] buf, int[]? prms = null)
    {
        var bytes = NativeMethods.vector_uchar_new1();
        try
        {
            prms ??= [];
            Errors.ThrowIfFailed(
                NativeMethods.imgcodecs_imencode_vector(ext, img.CvPtr, bytes, prms, prms.Length, out var done));
            var length = (int)NativeMethods.vector_uchar_getSize(bytes);
            buf = new ReadOnlySpan<byte>(NativeMethods.vector_uchar_getPointer(bytes), length).ToArray();
            return done != 0;
        }
        finally
        {
            NativeMethods.vector_uchar_delete(bytes);
        }
    }

    /// <summary>Reads an image from the bytes of its file; empty where they are no image that can be read.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static Mat ImDecode(byte[] buf, ImreadModes flags)
    {
        if (buf.Length == 0) throw new ArgumentException("An image of no bytes.", nameof(buf));
        fixed (byte* bytes = buf)
        {
            Errors.ThrowIfFailed(NativeMethods.imgcodecs_imdecode_vector(bytes, buf.Length, (int)flags, out var mat));
            return new Mat(mat);
        }
    }
}
