using OpenCvSharp;
using OpenCvSharp.Dnn;
using VideoPipeline.Errors;
using VideoPipeline.Native;

namespace VideoPipeline.Stills.Classification;

/// <summary>
/// A loaded model. Not thread-safe: used by one thread at a time. Images are processed one by one, on the calling thread only: a
/// batch or a second thread could change the last bits of a score, so that scores would depend on the other images.
/// </summary>
internal sealed class Network : IDisposable
{
    private readonly Model _model;
    private readonly Net _net;
    private readonly Scalar _mean;
    private readonly Size _size;

    private Network(Model model, Net net)
    {
        var input = model.Description.Input;
        (_model, _net, _size) = (model, net, new Size(input.Width, input.Height));
        _mean = new Scalar(input.Means[0], input.Means[1], input.Means[2]);
    }

    /// <summary>Loads a model.</summary>
    /// <exception cref="InvalidInputException">The model cannot be loaded; the message contains the files and the error of
    /// OpenCV.</exception>
    public static Network Load(Model model)
    {
        OpenCvLibrary.EnsureLoaded();
        var (weights, config) = (model.WeightsPath, model.ConfigPath);
        try
        {
            var net = model.Description.Format switch
            {
                ModelFormats.Caffe => CvDnn.ReadNetFromCaffe(config!, weights),
                ModelFormats.Darknet => CvDnn.ReadNetFromDarknet(config!, weights),
                ModelFormats.Tensorflow => CvDnn.ReadNetFromTensorflow(weights, config),
                ModelFormats.Onnx => CvDnn.ReadNetFromOnnx(weights),
                _ => CvDnn.ReadNet(weights, "", "tflite"),
            };
            if (net is null || net.Empty()) throw LoadError(model, "it contains no network", null);
            return new Network(model, net);
        }
        catch (OpenCVException exception)
            when (model.Description.Format == ModelFormats.Tflite && exception.Message.Contains("framework"))
        {
            throw LoadError(
                model,
                $"OpenCV {OpenCvLibrary.Version} does not read TensorFlow Lite, which requires 4.8 or later; convert it to ONNX",
                exception);
        }
        catch (OpenCVException exception)
        {
            throw LoadError(model, exception.Message, exception);
        }
    }

    /// <summary>Verifies a model by loading it and classifying a black image.</summary>
    /// <exception cref="InvalidInputException">See <see cref="Load"/> and <see cref="Scores"/>.</exception>
    public static void Check(Model model)
    {
        using var network = Load(model);
        using var black = new Mat(model.Description.Input.Height, model.Description.Input.Width, MatType.CV_8UC3, Scalar.All(0));
        network.Scores(black);
    }

    /// <summary>Computes the score of each class, in the order of the output.</summary>
    /// <param name="image">8-bit BGR, of any size.</param>
    /// <exception cref="InvalidInputException">The model does not accept the input of its description, or the number of classes
    /// differs.</exception>
    public unsafe float[] Scores(Mat image)
    {
        var input = _model.Description.Input;
        try
        {
            using var blob = CvDnn.BlobFromImage(
                image, input.Scale, _size, _mean, swapRB: input.Order == ModelInput.Rgb, crop: input.Crop);
            if (input.Deviation is { } deviation) Divide(blob, deviation);
            _net.SetInput(blob);
            using var output = _net.Forward(_model.Description.Output);
            var scores = new ReadOnlySpan<float>((void*)output.Data, checked((int)output.Total())).ToArray();
            if (scores.Length != _model.Labels.Count)
                throw new InvalidInputException(
                    $"The model {_model.Name} returns {scores.Length} values, but {_model.Description.Labels.File} has " +
                    $"{_model.Labels.Count} labels. The labels file is that of another model, or truncated.");
            return _model.Description.Softmax ? Softmax(scores) : scores;
        }
        catch (OpenCVException exception)
        {
            throw new InvalidInputException(
                $"The model {_model.Name} does not accept an input of {input.Width}×{input.Height}, or has no output " +
                $"{_model.Description.Output ?? "layer"}: {exception.Message}. Correct {ModelDescription.FileName}.", exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _net.Dispose();

    private unsafe void Divide(Mat blob, IReadOnlyList<double> deviation)
    {
        var plane = _size.Width * _size.Height;
        for (var channel = 0; channel < 3; channel++)
        {
            var values = new Span<float>((float*)blob.Data + channel * plane, plane);
            foreach (ref var value in values) value /= (float)deviation[channel];
        }
    }

    private static float[] Softmax(float[] values)
    {
        var max = values.Max();
        var exponentials = values.Select(value => Math.Exp(value - max)).ToArray();
        var sum = exponentials.Sum();
        return [.. exponentials.Select(exponential => (float)(exponential / sum))];
    }

    private static InvalidInputException LoadError(Model model, string cause, Exception? exception) => new(
        $"The model {model.Name} cannot be loaded from {DisplayPath(model.Description.Weights, model.WeightsPath)}" +
        $"{(model.ConfigPath is { } config ? $" and {DisplayPath(model.Description.Config!, config)}" : "")}: " +
        $"{cause}. Download the files again, or correct {ModelDescription.FileName}.", exception);

    // The path of a file in the cache does not contain its name.
    private static string DisplayPath(ModelFile file, string path) =>
        Path.GetFileName(path) == file.File ? path : $"{file.File} ({path})";
}
