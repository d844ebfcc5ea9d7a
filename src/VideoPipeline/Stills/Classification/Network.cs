using OpenCvSharp;
using OpenCvSharp.Dnn;
using VideoPipeline.Errors;
using VideoPipeline.Native;

namespace VideoPipeline.Stills.Classification;

/// <summary>
/// A model loaded, for one thread. Pictures go through it one at a time, on the calling thread alone: a batch or a second thread could
/// change a score's last bits, and then scores would depend on what a picture was next to.
/// </summary>
public sealed class Network : IDisposable
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
    /// <exception cref="InvalidInputException">It cannot be read; the message names the files and what OpenCV says.</exception>
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
            if (net is null || net.Empty()) throw NotLoaded(model, "it holds no network", null);
            return new Network(model, net);
        }
        catch (OpenCVException problem) when (model.Description.Format == ModelFormats.Tflite && problem.Message.Contains("framework"))
        {
            throw NotLoaded(model, $"OpenCV {OpenCvLibrary.Version} does not read TensorFlow Lite, which 4.8 and later do; convert it to ONNX", problem);
        }
        catch (OpenCVException problem)
        {
            throw NotLoaded(model, problem.Message, problem);
        }
    }

    /// <summary>Loads a model and has it look at a black picture.</summary>
    /// <exception cref="InvalidInputException">As <see cref="Load"/> and <see cref="Scores"/>.</exception>
    public static void Check(Model model)
    {
        using var network = Load(model);
        using var black = new Mat(model.Description.Input.Height, model.Description.Input.Width, MatType.CV_8UC3, Scalar.All(0));
        network.Scores(black);
    }

    /// <summary>How sure the model is of each class, in the order of its output.</summary>
    /// <param name="picture">8-bit B, G, R, of any size.</param>
    /// <exception cref="InvalidInputException">The model does not take pictures as its description says, or gives another number of classes.</exception>
    public unsafe float[] Scores(Mat picture)
    {
        var input = _model.Description.Input;
        try
        {
            using var blob = CvDnn.BlobFromImage(picture, input.Scale, _size, _mean, swapRB: input.Order == ModelInput.Rgb, crop: input.Crop);
            if (input.Deviation is { } deviation) Divide(blob, deviation);
            _net.SetInput(blob);
            using var output = _net.Forward(_model.Description.Output);
            var scores = new ReadOnlySpan<float>((void*)output.Data, checked((int)output.Total())).ToArray();
            if (scores.Length != _model.Labels.Count)
                throw new InvalidInputException(
                    $"The model {_model.Name} gives {scores.Length} values, but {_model.Description.Labels.File} has {_model.Labels.Count} labels: " +
                    "it is the list of another model, or cut off.");
            return _model.Description.Softmax ? Softmax(scores) : scores;
        }
        catch (OpenCVException problem)
        {
            throw new InvalidInputException(
                $"The model {_model.Name} does not take pictures of {input.Width}×{input.Height} as its description says, or has no output " +
                $"{_model.Description.Output ?? "at its end"}: {problem.Message}. Correct {ModelDescription.FileName}.", problem);
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
        var highest = values.Max();
        var powers = values.Select(value => Math.Exp(value - highest)).ToArray();
        var sum = powers.Sum();
        return [.. powers.Select(power => (float)(power / sum))];
    }

    private static InvalidInputException NotLoaded(Model model, string cause, Exception? problem) => new(
        $"The model {model.Name} cannot be loaded from {Named(model.Description.Weights, model.WeightsPath)}" +
        $"{(model.ConfigPath is { } config ? $" and {Named(model.Description.Config!, config)}" : "")}: " +
        $"{cause}. Fetch the files again, or correct {ModelDescription.FileName}.", problem);

    // A file in the cache is not called as it was.
    private static string Named(ModelFile file, string path) => Path.GetFileName(path) == file.File ? path : $"{file.File} ({path})";
}
