namespace VideoPipeline.Stills.Classification;

/// <summary>
/// The built-in models, which need no <c>model.json</c> from the user. A description contains an address and a checksum only if
/// the publisher, or a project that verifies against them, gives both: for GoogLeNet,
/// <c>models/public/googlenet-v1/model.yml</c> of openvinotoolkit/open_model_zoo; for SqueezeNet,
/// <c>testdata/dnn/download_models.py</c> of opencv_extra and the <c>dnn</c> samples of mexopencv; for the labels, the samples
/// of OpenCV. The preprocessing is from the same sources, and for the two models of the ONNX Model Zoo from its readme.
/// All addresses are <c>https://</c>. The publisher's server of GoogLeNet's weights is often down (BVLC/caffe, issues 5159,
/// 6430 and 6864), so mirrors of the same file come first: DeepDetect's, and that of
/// <c>tools/caffe_converter/model_zoo.py</c> of Apache MXNet.
/// </summary>
internal static class BuiltInModels
{
    /// <summary>The name of the default model.</summary>
    public const string Default = "googlenet";

    private const string Prefix = "models/";

    /// <summary>The names of the built-in models.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(BuiltInModels).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Returns the description of a built-in model; null if there is none of this name.</summary>
    public static ModelDescription? Find(string name)
    {
        using var stream = typeof(BuiltInModels).Assembly.GetManifestResourceStream(Prefix + name);
        if (stream is null) return null;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return ModelDescription.Parse(bytes, name);
    }
}
