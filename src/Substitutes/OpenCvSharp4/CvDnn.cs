using OpenCvSharp.Internal;

namespace OpenCvSharp.Dnn;

/// <summary>Functions of OpenCV's module dnn.</summary>
public static class CvDnn
{
    /// <summary>A network of Caffe's format.</summary>
    public static Net? ReadNetFromCaffe(string prototxt, string? caffeModel = null) =>
        Net.Of(NativeMethods.dnn_readNetFromCaffe(prototxt, caffeModel, out var net), net);

    /// <summary>A network of Darknet's format.</summary>
    public static Net? ReadNetFromDarknet(string cfgFile, string? darknetModel = null) =>
        Net.Of(NativeMethods.dnn_readNetFromDarknet(cfgFile, darknetModel, out var net), net);

    /// <summary>A network in ONNX.</summary>
    public static Net? ReadNetFromOnnx(string onnxFile) =>
        Net.Of(NativeMethods.dnn_readNetFromONNX(onnxFile, out var net), net);

    /// <summary>A network of TensorFlow's format.</summary>
    public static Net? ReadNetFromTensorflow(string model, string? config = null) =>
        Net.Of(NativeMethods.dnn_readNetFromTensorflow(model, config, out var net), net);

    /// <summary>A network whose format OpenCV tells by the framework's name, or by the names of the files.</summary>
    public static Net ReadNet(string model, string config = "", string framework = "") =>
        Net.Of(NativeMethods.dnn_readNet(model, config, framework, out var net), net)!;

    /// <summary>A picture as a network takes it: 1×channels×height×width, 32-bit floating point, (picture − mean) × scale.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="scaleFactor">The scale.</param>
    /// <param name="size">Width and height for the network.</param>
    /// <param name="mean">The means, in the order of the network's channels.</param>
    /// <param name="swapRB">Whether the first and the third channel change places.</param>
    /// <param name="crop">Whether the middle is cut out, instead of distorting the picture.</param>
    public static Mat BlobFromImage(
        Mat image, double scaleFactor = 1.0, Size size = default, Scalar mean = default, bool swapRB = true, bool crop = true)
    {
        Errors.ThrowIfFailed(NativeMethods.dnn_blobFromImage(
            image.CvPtr, scaleFactor, size, mean, swapRB ? 1 : 0, crop ? 1 : 0, out var blob));
        return new Mat(blob);
    }
}
