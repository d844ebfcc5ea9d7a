using System.Text.Json;
using System.Text.Json.Serialization;
using VideoPipeline.Errors;

namespace VideoPipeline.Stills.Classification;

/// <summary><c>model.json</c>: where a model's files are and how a picture is made ready for it.</summary>
public sealed record ModelDescription
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "model.json";

    /// <summary>What people call it.</summary>
    public required string Title { get; init; }

    /// <summary>What wrote it: <c>caffe</c>, <c>onnx</c>, <c>tensorflow</c>, <c>tflite</c> or <c>darknet</c>.</summary>
    public required string Format { get; init; }

    /// <summary>The trained weights, or all of the model where its format is one file.</summary>
    public required ModelFile Weights { get; init; }

    /// <summary>The network, where its format has a file for that: Caffe's prototxt, TensorFlow's pbtxt, Darknet's cfg.</summary>
    public ModelFile? Config { get; init; }

    /// <summary>The names of the classes, a line each in the order of the output.</summary>
    public required ModelFile Labels { get; init; }

    /// <summary>How a picture is made ready.</summary>
    public required ModelInput Input { get; init; }

    /// <summary>The layer whose output is taken; null for the last.</summary>
    public string? Output { get; init; }

    /// <summary>Whether the output still needs a softmax to be probabilities.</summary>
    public bool Softmax { get; init; }

    /// <summary>All its files.</summary>
    [JsonIgnore]
    public IReadOnlyList<ModelFile> Files => Config is null ? [Weights, Labels] : [Weights, Config, Labels];

    /// <summary>Reads the file.</summary>
    /// <param name="json">Its bytes.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="InvalidInputException">It is not one; the message says what is wrong.</exception>
    public static ModelDescription Parse(ReadOnlySpan<byte> json, string name)
    {
        try
        {
            var description = JsonSerializer.Deserialize(json, ModelJson.Default.ModelDescription) ?? throw new JsonException("it is null");
            return description.Objection() is { } objection ? throw new InvalidInputException($"{name}: {objection}.") : description;
        }
        catch (JsonException problem)
        {
            throw new InvalidInputException($"{name} does not describe a model: {problem.Message.TrimEnd('.')}.", problem);
        }
    }

    /// <summary>The file's bytes.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, ModelJson.Default.ModelDescription);

    /// <summary>What the scores depend on besides the files, in words.</summary>
    internal string Preparation => string.Join(' ', Format, JsonSerializer.Serialize(Input, ModelJson.Default.ModelInput), Output, Softmax);

    private string? Objection() =>
        !ModelFormats.All.Contains(Format) ? $"the format is '{Format}', not one of {string.Join(", ", ModelFormats.All)}"
        : Config is null && (Format is ModelFormats.Caffe or ModelFormats.Darknet) ? $"a model of {Format} needs a config file"
        : Input.Width is < 1 or > 4096 || Input.Height is < 1 or > 4096 ? $"pictures of {Input.Width}×{Input.Height} cannot be; 1 to 4096 each way"
        : Input.Means.Count != 3 || Input.Deviation is { Count: not 3 } ? "mean and deviation have three values, one for each channel"
        : Input.Deviation is { } deviation && deviation.Any(value => value is not > 0) || Input.Scale is not > 0 ? "scale and deviation are above zero"
        : Input.Order is not (ModelInput.Bgr or ModelInput.Rgb) ? $"the order of channels is '{Input.Order}', not {ModelInput.Bgr} or {ModelInput.Rgb}"
        : Files.Select(file => file.Objection()).FirstOrDefault(objection => objection is not null)
          ?? (Files.Select(file => file.File).Distinct().Count() < Files.Count ? "two of its files have the same name" : null);
}

/// <summary>How a picture becomes a model's input: for each channel <c>(level − mean) · scale / deviation</c>.</summary>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Scale">What the difference to the mean is multiplied by.</param>
/// <param name="Mean">The mean of each channel in levels, 0–255, in the order of <paramref name="Order"/>; null for zeros.</param>
/// <param name="Deviation">What each channel is divided by in the end, in the same order; null for nothing.</param>
/// <param name="Order">The order of the channels: <see cref="Bgr"/> or <see cref="Rgb"/>.</param>
/// <param name="Crop">Whether the middle of the picture is cut out in the input's shape, instead of distorting all of it.</param>
public sealed record ModelInput(
    int Width,
    int Height,
    double Scale = 1,
    IReadOnlyList<double>? Mean = null,
    IReadOnlyList<double>? Deviation = null,
    string Order = ModelInput.Bgr,
    bool Crop = false)
{
    /// <summary>Channels as blue, green, red.</summary>
    public const string Bgr = "BGR";

    /// <summary>Channels as red, green, blue.</summary>
    public const string Rgb = "RGB";

    /// <summary>The mean of each channel.</summary>
    [JsonIgnore]
    public IReadOnlyList<double> Means => Mean ?? [0, 0, 0];

    /// <summary>How pictures are usually made ready for models of a format, where nothing else is said.</summary>
    /// <remarks>Caffe's reference models; torchvision, which most ONNX models come from; TensorFlow's MobileNets; Darknet.</remarks>
    public static ModelInput UsualOf(string format) => format switch
    {
        ModelFormats.Caffe => new ModelInput(224, 224, 1, [104, 117, 123]),
        ModelFormats.Onnx => new ModelInput(224, 224, 1 / 255.0, [123.675, 116.28, 103.53], [0.229, 0.224, 0.225], Rgb),
        ModelFormats.Darknet => new ModelInput(224, 224, 1 / 255.0, Order: Rgb),
        _ => new ModelInput(224, 224, 1 / 127.5, [127.5, 127.5, 127.5], Order: Rgb),
    };
}

/// <summary>The formats of models that OpenCV's dnn reads.</summary>
public static class ModelFormats
{
    internal const string Caffe = "caffe", Onnx = "onnx", Tensorflow = "tensorflow", Tflite = "tflite", Darknet = "darknet";

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> All { get; } = [Caffe, Onnx, Tensorflow, Tflite, Darknet];

    /// <summary>The format of a weights file by its name's end; null for an unknown one.</summary>
    public static string? OfWeights(string file) => Path.GetExtension(file).ToLowerInvariant() switch
    {
        ".caffemodel" => Caffe,
        ".onnx" => Onnx,
        ".pb" => Tensorflow,
        ".tflite" => Tflite,
        ".weights" => Darknet,
        _ => null,
    };
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true, NewLine = "\n",
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ModelDescription))]
internal sealed partial class ModelJson : JsonSerializerContext;
