using System.Runtime.InteropServices;

namespace OpenCvSharp.Internal;

internal static unsafe partial class NativeMethods
{
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int dnn_readNetFromCaffe(string prototxt, string? caffeModel, out nint net);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int dnn_readNetFromDarknet(string cfgFile, string? darknetModel, out nint net);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int dnn_readNetFromONNX(string onnxFile, out nint net);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int dnn_readNetFromTensorflow(string model, string? config, out nint net);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int dnn_readNet(string model, string config, string framework, out nint net);

    [LibraryImport(Library)]
    internal static partial int dnn_blobFromImage(nint image, double scale, Size size, Scalar mean, int swapRB, int crop, out nint blob);

    [LibraryImport(Library)]
    internal static partial int dnn_Net_delete(nint net);

    [LibraryImport(Library)]
    internal static partial int dnn_Net_empty(nint net, out int empty);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int dnn_Net_setInput(nint net, nint blob, string name);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int dnn_Net_forward1(nint net, string? outputName, out nint blob);
}
