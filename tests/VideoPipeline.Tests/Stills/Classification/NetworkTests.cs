using OpenCvSharp;
using VideoPipeline.Errors;
using VideoPipeline.Native;
using VideoPipeline.Sources;
using VideoPipeline.Stills.Classification;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Tests.Stills.Classification;

public sealed class NetworkTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Scores_UniformImage_MatchFormula()
    {
        using var network = Network.Load(await ModelAsync());

        var scores = network.Scores(Uniform(10, 200, 30));

        double[] powers = [Math.Exp(10 * ColorModel.Scale), Math.Exp(200 * ColorModel.Scale), Math.Exp(30 * ColorModel.Scale)];
        Assert.All(scores.Zip(powers), pair => Assert.Equal(pair.Second / powers.Sum(), pair.First, 6));
    }

    [Fact]
    public async Task Scores_RgbWithMeanAndDeviation_AppliesThemInChannelOrder()
    {
        var description = ColorModel.Description.Replace(
            "\"scale\": 0.02", "\"scale\": 0.5, \"mean\": [30, 200, 10], \"deviation\": [1, 2, 4], \"order\": \"RGB\"");
        using var network = Network.Load(await ModelAsync(description));

        // Red, green and blue are each 4 above their means: 2, 1 and 0.5.
        var scores = network.Scores(Uniform(14, 204, 34));

        var sum = Math.Exp(2) + Math.Exp(1) + Math.Exp(0.5);
        Assert.All(scores.Zip([2, 1, 0.5]), pair => Assert.Equal(Math.Exp(pair.Second) / sum, pair.First, 5));
    }

    [Fact]
    public async Task Scores_WithSoftmax_EqualsSoftmaxLayer()
    {
        var description = ColorModel.Description.Replace("\"output\": \"prob\"", "\"output\": \"mean\", \"softmax\": true");
        using var layer = Network.Load(await ModelAsync());
        using var ours = Network.Load(await ModelAsync(description));
        using var picture = Uniform(10, 200, 30);

        Assert.All(layer.Scores(picture).Zip(ours.Scores(picture)), pair => Assert.Equal(pair.First, pair.Second, 6));
    }

    [Fact]
    public async Task Load_WeightsInvalid_ThrowsWithFileAndCause()
    {
        var model = await ModelAsync();
        File.WriteAllText(model.WeightsPath, new string('?', 1000));
        var exception = Assert.Throws<InvalidInputException>(() => Network.Load(model));
        Assert.Contains("colours.caffemodel", exception.Message);
        Assert.Contains("Failed to parse", exception.Message);
    }

    [Fact]
    public async Task Load_ConfigInvalid_ThrowsWithFile()
    {
        var model = await ModelAsync();
        File.WriteAllText(model.ConfigPath!, "layer { name: ");
        Assert.Contains("colours.prototxt", Assert.Throws<InvalidInputException>(() => Network.Load(model)).Message);
    }

    [Fact]
    public async Task Check_TooFewLabels_ThrowsWithBothCounts()
    {
        var model = (await ModelAsync()) with { Labels = ["blue", "green"] };
        var exception = Assert.Throws<InvalidInputException>(() => Network.Check(model));
        Assert.Contains("returns 3 values, but labels.txt has 2 labels", exception.Message);
    }

    [Fact]
    public async Task Check_OutputMissing_ThrowsWithName()
    {
        var model = await ModelAsync(ColorModel.Description.Replace("\"prob\"", "\"softmax\""));
        Assert.Contains("no output softmax", Assert.Throws<InvalidInputException>(() => Network.Check(model)).Message);
    }

    [Fact]
    public async Task Load_TensorFlowLiteInvalid_ThrowsWithReason()
    {
        var path = _folder.Write("x.tflite", new byte[100]);
        var model = (await ModelAsync()) with { WeightsPath = path, ConfigPath = null };
        model = model with { Description = model.Description with { Format = "tflite", Config = null } };
        var exception = Assert.Throws<InvalidInputException>(() => Network.Load(model));
        Assert.Contains(
            OpenCvLibrary.Version.StartsWith("4.6", StringComparison.Ordinal) ? "does not read TensorFlow Lite" : "x.tflite",
            exception.Message);
    }

    [SharedDataTheory("models/bvlc_googlenet.caffemodel", "photos/coffee.png")]
    [InlineData("space_shuttle.jpg", 812, 0.999935)]
    [InlineData("squirrel_cls.jpg", 335, 0.5325)]
    [InlineData("coffee.png", 967, 0.9692)]
    public async Task Scores_GoogLeNetOnPhotos_EqualPublishedScores(string photo, int id, double score)
    {
        using var network = Network.Load(Shared("googlenet"));
        using var picture = await VideoPipeline.Imaging.ImageReader.ReadAsync(
            new VideoSources(), Path.Combine(Repository.SharedData!, "photos", photo), default);

        var best = ClassScore.Best(network.Scores(picture), 1)[0];

        Assert.Equal(id, best.Id);
        Assert.Equal(score, best.Score, 4);
    }

    [SharedDataFact("models/bvlc_googlenet.caffemodel")]
    public void Check_InputSizeWrong_ThrowsWithSize()
    {
        var model = Shared("googlenet");
        var input = model.Description.Input with { Width = 300, Height = 300 };
        var wrong = model with { Description = model.Description with { Input = input } };
        Assert.Contains("300×300", Assert.Throws<InvalidInputException>(() => Network.Check(wrong)).Message);
    }

    [SharedDataFact("models/squeezenet_v1.1.onnx", "photos/coffee.png")]
    public async Task Scores_SqueezeNetCaffeAndOnnx_AreEqual()
    {
        var caffe = Shared("squeezenet");
        var onnx = caffe with
        {
            Description = caffe.Description with { Format = "onnx", Config = null, Output = null },
            WeightsPath = Path.ChangeExtension(caffe.WeightsPath, ".onnx"),
        };
        using var picture = await VideoPipeline.Imaging.ImageReader.ReadAsync(
            new VideoSources(), Path.Combine(Repository.SharedData!, "photos/coffee.png"), default);
        using var left = Network.Load(caffe);
        using var right = Network.Load(onnx);

        Assert.Equal(ClassScore.Best(left.Scores(picture), 5), ClassScore.Best(right.Scores(picture), 5));
    }

    private static Model Shared(string name)
    {
        var folder = Path.Combine(Repository.SharedData!, "models");
        var description = BuiltInModels.Find(name)!;
        var labels = Path.Combine(folder, description.Labels.File);
        return new Model(
            name,
            description,
            Path.Combine(folder, description.Weights.File),
            Path.Combine(folder, description.Config!.File),
            labels,
            LabelsFile.Read(labels));
    }

    private Task<Model> ModelAsync(string description = ColorModel.Description)
    {
        var sources = new VideoSources();
        var folder = ColorModel.Write(_folder.File(Guid.NewGuid().ToString("N")), description);
        return new ModelLibrary(sources, new ModelCache(_folder.File("cache")), []).OpenAsync(folder, default);
    }

    private static Mat Uniform(byte blue, byte green, byte red)
    {
        OpenCvLibrary.EnsureLoaded();
        return new Mat(20, 30, MatType.CV_8UC3, new Scalar(blue, green, red));
    }
}
