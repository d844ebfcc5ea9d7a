namespace VideoPipeline.Stills.Classification;

/// <summary>
/// Models that are known without a description of one's own. Addresses and check sums are there only where their publisher, or a
/// project that checks against them, gives both:
/// GoogLeNet's in openvinotoolkit/open_model_zoo's <c>models/public/googlenet-v1/model.yml</c>; SqueezeNet's in opencv_extra's <c>testdata/dnn/download_models.py</c> and mexopencv's
/// <c>dnn</c> samples; the labels in OpenCV's own samples. How pictures are made ready is that of the same places, and for the two
/// models of the ONNX Model Zoo that of its readme.
/// </summary>
public static class BuiltInModels
{
    /// <summary>The one that is asked where none is named.</summary>
    public const string Default = "googlenet";

    private const string Prefix = "models/";

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(BuiltInModels).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The description of one; null where there is none of this name.</summary>
    public static ModelDescription? Find(string name)
    {
        using var stream = typeof(BuiltInModels).Assembly.GetManifestResourceStream(Prefix + name);
        if (stream is null) return null;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return ModelDescription.Parse(bytes, name);
    }
}
