using System.Text.Json;
using System.Text.Json.Serialization;
using VideoPipeline.Errors;

namespace VideoPipeline.Stills.Classification;

/// <summary><c>model.json</c>: the files of a model and its preprocessing.</summary>
internal sealed record ModelDescription
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "model.json";

    /// <summary>The display name of the model.</summary>
    public required string Title { get; init; }

    /// <summary>The format: <c>caffe</c>, <c>onnx</c>, <c>tensorflow</c>, <c>tflite</c> or <c>darknet</c>.</summary>
    public required string Format { get; init; }

    /// <summary>The weights, or the whole model if the format has a single file.</summary>
    public required ModelFile Weights { get; init; }

    /// <summary>
    /// The network definition, if the format has a separate file for it: prototxt (Caffe), pbtxt (TensorFlow), cfg (Darknet).
    /// </summary>
    public ModelFile? Config { get; init; }

    /// <summary>The class labels, one line per class in the order of the output.</summary>
    public required ModelFile Labels { get; init; }

    /// <summary>The preprocessing.</summary>
    public required ModelInput Input { get; init; }

    /// <summary>The name of the output layer; null for the last layer.</summary>
    public string? Output { get; init; }

    /// <summary>Whether a softmax must be applied to the output to obtain probabilities.</summary>
    public bool Softmax { get; init; }

    /// <summary>All files of the model.</summary>
    [JsonIgnore]
    public IReadOnlyList<ModelFile> Files => Config is null ? [Weights, Labels] : [Weights, Config, Labels];

    /// <summary>Parses the file.</summary>
    /// <param name="json">The content of the file.</param>
    /// <param name="name">The name of the file in messages.</param>
    /// <exception cref="InvalidInputException">The description is invalid; the message contains the reason.</exception>
    public static ModelDescription Parse(ReadOnlySpan<byte> json, string name)
    {
        try
        {
            var description = JsonSerializer.Deserialize(json, ModelJson.Default.ModelDescription)
                ?? throw new JsonException("it is null");
            return description.FindError() is { } error ? throw new InvalidInputException($"{name}: {error}.") : description;
        }
        catch (JsonException exception)
        {
            throw new InvalidInputException(
                $"{name} is not a valid model description: {exception.Message.TrimEnd('.')}.", exception);
        }
    }

    /// <summary>Serializes the description.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, ModelJson.Default.ModelDescription);

    /// <summary>The settings that the scores depend on besides the files, as text.</summary>
    internal string SettingsText =>
        string.Join(' ', Format, JsonSerializer.Serialize(Input, ModelJson.Default.ModelInput), Output, Softmax);

    private string? FindError() =>
        !ModelFormats.All.Contains(Format) ? $"format must be one of {string.Join(", ", ModelFormats.All)} (got '{Format}')"
        : Config is null && (Format is ModelFormats.Caffe or ModelFormats.Darknet) ? $"config is required for the format {Format}"
        : Input.Width is < 1 or > 4096 || Input.Height is < 1 or > 4096 ?
            $"input.width and input.height must be 1 to 4096 (got {Input.Width}×{Input.Height})"
        : Input.Means.Count != 3 || Input.Deviation is { Count: not 3 } ?
            "input.mean and input.deviation must have three values, one per channel"
        : Input.Deviation is { } deviation && deviation.Any(value => value is not > 0) || Input.Scale is not > 0 ?
            "input.scale and input.deviation must be greater than 0"
        : Input.Order is not (ModelInput.Bgr or ModelInput.Rgb) ?
            $"input.order must be {ModelInput.Bgr} or {ModelInput.Rgb} (got '{Input.Order}')"
        : Files.Select(file => file.FindError()).FirstOrDefault(error => error is not null)
          ?? (Files.Select(file => file.File).Distinct().Count() < Files.Count ? "two files have the same name" : null);
}

/// <summary>
/// The preprocessing of an image to an input blob: for each channel <c>(level − mean) · scale / deviation</c>.
/// </summary>
/// <param name="Width">The width of the input in pixels.</param>
/// <param name="Height">The height of the input in pixels.</param>
/// <param name="Scale">The scale factor applied after mean subtraction.</param>
/// <param name="Mean">The mean to subtract from each channel, in levels 0–255, in the order of <paramref name="Order"/>; null
/// for zeros.</param>
/// <param name="Deviation">The divisor of each channel after scaling, in the same order; null for none.</param>
/// <param name="Order">The order of the channels: <see cref="Bgr"/> or <see cref="Rgb"/>.</param>
/// <param name="Crop">Whether to center-crop the image to the aspect ratio of the input instead of stretching it.</param>
internal sealed record ModelInput(
    int Width,
    int Height,
    double Scale = 1,
    IReadOnlyList<double>? Mean = null,
    IReadOnlyList<double>? Deviation = null,
    string Order = ModelInput.Bgr,
    bool Crop = false)
{
    /// <summary>The channel order blue, green, red.</summary>
    public const string Bgr = "BGR";

    /// <summary>The channel order red, green, blue.</summary>
    public const string Rgb = "RGB";

    /// <summary>The mean of each channel, with the default applied.</summary>
    [JsonIgnore]
    public IReadOnlyList<double> Means => Mean ?? [0, 0, 0];

    /// <summary>Returns the usual preprocessing for models of a format.</summary>
    /// <remarks>That of the reference models of Caffe; of torchvision, the origin of most ONNX models; of the MobileNets of
    /// TensorFlow; and of Darknet.</remarks>
    public static ModelInput DefaultFor(string format) => format switch
    {
        ModelFormats.Caffe => new ModelInput(224, 224, 1, [104, 117, 123]),
        ModelFormats.Onnx => new ModelInput(224, 224, 1 / 255.0, [123.675, 116.28, 103.53], [0.229, 0.224, 0.225], Rgb),
        ModelFormats.Darknet => new ModelInput(224, 224, 1 / 255.0, Order: Rgb),
        _ => new ModelInput(224, 224, 1 / 127.5, [127.5, 127.5, 127.5], Order: Rgb),
    };
}

/// <summary>The model formats that the dnn module of OpenCV reads.</summary>
internal static class ModelFormats
{
    internal const string Caffe = "caffe", Onnx = "onnx", Tensorflow = "tensorflow", Tflite = "tflite", Darknet = "darknet";

    /// <summary>The names of the formats.</summary>
    public static IReadOnlyList<string> All { get; } = [Caffe, Onnx, Tensorflow, Tflite, Darknet];

    /// <summary>Returns the format of a weights file by its extension; null if it is unknown.</summary>
    public static string? FromWeightsFile(string file) => Path.GetExtension(file).ToLowerInvariant() switch
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
