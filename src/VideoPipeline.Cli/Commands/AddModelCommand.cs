using System.CommandLine;
using System.Globalization;
using VideoPipeline.Cli.Classification;
using VideoPipeline.Errors;
using VideoPipeline.Stills.Classification;

namespace VideoPipeline.Cli.Commands;

/// <summary><c>models add</c>: a model from files of one's own.</summary>
internal sealed class AddModelCommand : VideoPipelineCommand
{
    private readonly Argument<string> _name = new("NAME") { Description = "What it is to be called; pictures are made ready as for the built-in model of this name, if there is one." };
    private readonly Option<string> _weights = FileOption<string>("--weights", "The trained weights: .caffemodel, .onnx, .pb, .tflite or .weights (Darknet).", required: true);
    private readonly Option<string?> _config = FileOption<string?>("--config", "The network: .prototxt, .pbtxt or .cfg, where the format has one.", required: false);
    private readonly Option<string> _labels = FileOption<string>("--labels", "The names of the classes, a line each.", required: true);
    private readonly Option<string?> _size = new("--size") { HelpName = "WxH", Description = "The input's size." };
    private readonly Option<string?> _mean = new("--mean") { HelpName = "A,B,C", Description = "Each channel's mean in levels, in the order of --order." };
    private readonly Option<double?> _scale = new("--scale") { HelpName = "S", Description = "What the difference to the mean is multiplied by." };
    private readonly Option<string?> _order = new("--order") { HelpName = "BGR|RGB", Description = "The order of the channels." };
    private readonly Option<bool> _softmax = new("--softmax") { Description = "The output still needs a softmax." };

    public AddModelCommand(CommandContext context)
        : base("add", "Add a model from files: they are copied, described in model.json and tried.", context)
    {
        Add(_name);
        foreach (var option in (Option[])[_weights, _config, _labels, _size, _mean, _scale, _order, _softmax]) Add(option);
    }

    public override string Examples => """
          videopipeline models add googlenet --weights bvlc_googlenet.caffemodel --config deploy.prototxt --labels classes.txt
          videopipeline models add birds --weights birds.onnx --labels birds.txt --size 299x299 --softmax
        """;

    protected override Task<int> RunAsync(ParseResult parsed, CancellationToken interrupted)
    {
        var called = parsed.GetValue(_name)!;
        var (weightsPath, labelsPath) = (Existing(parsed.GetValue(_weights)!), Existing(parsed.GetValue(_labels)!));
        var configPath = parsed.GetValue(_config) is { } given ? Existing(given) : null;
        var format = ModelFormats.OfWeights(weightsPath) ?? throw new InvalidInputException(
            $"--weights {weightsPath}: the format is told by the name's end, which is none of .caffemodel, .onnx, .pb, .tflite and .weights.");
        var description = Described(called, format, parsed) with
        {
            Weights = new ModelFile(Path.GetFileName(weightsPath)),
            Config = configPath is null ? null : new ModelFile(Path.GetFileName(configPath)),
            Labels = new ModelFile(Path.GetFileName(labelsPath)),
        };
        description = ModelDescription.Parse(description.ToBytes(), $"The model {called}");
        var folder = new ModelFolder(ModelsFolder, called);
        var model = new Model(called, description, weightsPath, configPath, labelsPath, LabelsFile.Read(labelsPath));
        Network.Check(model);
        Context.Out.WriteLine(folder.Put(model));
        Context.Out.WriteLine($"{model.Labels.Count} classes; {Text(description)}");
        return Task.FromResult(ExitCode.Done);
    }

    private ModelDescription Described(string called, string format, ParseResult parsed)
    {
        var builtIn = BuiltInModels.Find(called);
        var input = builtIn?.Input ?? ModelInput.UsualOf(format);
        var (width, height) = parsed.GetValue(_size) is { } given ? SizeOf(given) : (input.Width, input.Height);
        var unlabelled = new ModelFile("");
        return new ModelDescription
        {
            Title = builtIn?.Title ?? called,
            Format = format,
            Weights = unlabelled,
            Labels = unlabelled,
            Input = input with
            {
                Width = width,
                Height = height,
                Mean = parsed.GetValue(_mean) is { } levels ? MeanOf(levels) : input.Mean,
                Scale = parsed.GetValue(_scale) ?? input.Scale,
                // That of the usual scale.
                Deviation = parsed.GetValue(_mean) is null && parsed.GetValue(_scale) is null ? input.Deviation : null,
                Order = parsed.GetValue(_order)?.ToUpperInvariant() ?? input.Order,
            },
            // Layers have other names in another format.
            Output = builtIn?.Format == format ? builtIn.Output : null,
            Softmax = parsed.GetValue(_softmax) || builtIn?.Softmax == true,
        };
    }

    private static (int Width, int Height) SizeOf(string text) =>
        text.Split('x') is [var across, var down] && int.TryParse(across, out var width) && int.TryParse(down, out var height)
            ? (width, height)
            : throw new InvalidInputException($"--size is '{text}': write width and height as 224x224.");

    private static double[] MeanOf(string text)
    {
        var values = text.Split(',').Select(word => double.TryParse(word, CultureInfo.InvariantCulture, out var value) ? value : double.NaN).ToArray();
        return values.Length == 3 && values.All(double.IsFinite)
            ? values
            : throw new InvalidInputException($"--mean is '{text}': write three numbers as 104,117,123.");
    }

    private static string Text(ModelDescription description)
    {
        var input = description.Input;
        return FormattableString.Invariant($"input {input.Width}x{input.Height} {input.Order}, ") +
            $"mean {string.Join(',', input.Means.Select(value => value.ToString(CultureInfo.InvariantCulture)))}, " +
            FormattableString.Invariant($"scale {input.Scale:0.######}{(description.Softmax ? ", softmax" : "")}");
    }

    private string Existing(string path)
    {
        var full = Path.GetFullPath(path, Context.WorkingFolder);
        return File.Exists(full) ? full : throw new InvalidInputException($"{full} does not exist. Check the path.");
    }

    private static Option<T> FileOption<T>(string option, string description, bool required) =>
        new(option) { HelpName = "FILE", Description = description, Required = required };
}
