using System.CommandLine;
using System.Globalization;
using VideoPipeline.Cli.Classification;
using VideoPipeline.Errors;
using VideoPipeline.Stills.Classification;

namespace VideoPipeline.Cli.Commands;

/// <summary><c>models add</c>: installs a model from local files.</summary>
internal sealed class AddModelCommand : VideoPipelineCommand
{
    private readonly Argument<string> _name = new("NAME")
    {
        Description = "The name of the model. A built-in model of this name provides the defaults of the options.",
    };

    private readonly Option<string> _weights = FileOption<string>(
        "--weights", "The weights: .caffemodel, .onnx, .pb, .tflite or .weights (Darknet).", required: true);

    private readonly Option<string?> _config = FileOption<string?>(
        "--config", "The network definition: .prototxt, .pbtxt or .cfg, if the format has one.", required: false);

    private readonly Option<string> _labels = FileOption<string>("--labels", "The class names, one per line.", required: true);
    private readonly Option<string?> _size = new("--size") { HelpName = "WxH", Description = "The input size." };
    private readonly Option<string?> _mean = new("--mean")
    {
        HelpName = "A,B,C",
        Description = "The mean of each channel (0 to 255), in the order of --order.",
    };

    private readonly Option<double?> _scale = new("--scale")
    {
        HelpName = "S",
        Description = "The factor applied after the mean is subtracted.",
    };

    private readonly Option<string?> _order = new("--order") { HelpName = "BGR|RGB", Description = "The channel order." };
    private readonly Option<bool> _softmax = new("--softmax") { Description = "Apply softmax to the output." };

    public AddModelCommand(CommandContext context)
        : base("add", "Install a model from local files: copy them, write model.json and test the model.", context)
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
        var name = parsed.GetValue(_name)!;
        var (weightsPath, labelsPath) = (Existing(parsed.GetValue(_weights)!), Existing(parsed.GetValue(_labels)!));
        var configPath = parsed.GetValue(_config) is { } given ? Existing(given) : null;
        var format = ModelFormats.FromWeightsFile(weightsPath) ?? throw new InvalidInputException(
            $"--weights {weightsPath} has an unknown format. Its name must end in .caffemodel, .onnx, .pb, .tflite or .weights.");
        var description = Describe(name, format, parsed) with
        {
            Weights = new ModelFile(Path.GetFileName(weightsPath)),
            Config = configPath is null ? null : new ModelFile(Path.GetFileName(configPath)),
            Labels = new ModelFile(Path.GetFileName(labelsPath)),
        };
        description = ModelDescription.Parse(description.ToBytes(), $"The model {name}");
        var folder = new ModelFolder(ModelsFolder, name);
        var model = new Model(name, description, weightsPath, configPath, labelsPath, LabelsFile.Read(labelsPath));
        Network.Check(model);
        Context.Out.WriteLine(folder.Install(model));
        Context.Out.WriteLine($"{model.Labels.Count} classes; {Text(description)}");
        return Task.FromResult(ExitCode.Done);
    }

    private ModelDescription Describe(string name, string format, ParseResult parsed)
    {
        var builtIn = BuiltInModels.Find(name);
        var input = builtIn?.Input ?? ModelInput.DefaultFor(format);
        var (width, height) = parsed.GetValue(_size) is { } given ? ParseSize(given) : (input.Width, input.Height);
        var placeholder = new ModelFile("");
        return new ModelDescription
        {
            Title = builtIn?.Title ?? name,
            Format = format,
            Weights = placeholder,
            Labels = placeholder,
            Input = input with
            {
                Width = width,
                Height = height,
                Mean = parsed.GetValue(_mean) is { } levels ? ParseMean(levels) : input.Mean,
                Scale = parsed.GetValue(_scale) ?? input.Scale,
                // The default deviation belongs to the default mean and scale.
                Deviation = parsed.GetValue(_mean) is null && parsed.GetValue(_scale) is null ? input.Deviation : null,
                Order = parsed.GetValue(_order)?.ToUpperInvariant() ?? input.Order,
            },
            // Layer names differ between formats.
            Output = builtIn?.Format == format ? builtIn.Output : null,
            Softmax = parsed.GetValue(_softmax) || builtIn?.Softmax == true,
        };
    }

    private static (int Width, int Height) ParseSize(string text) =>
        text.Split('x') is [var columns, var rows] && int.TryParse(columns, out var width) && int.TryParse(rows, out var height)
            ? (width, height)
            : throw new InvalidInputException($"--size must be WIDTHxHEIGHT, such as 224x224 (got '{text}').");

    private static double[] ParseMean(string text)
    {
        var values = text.Split(',')
            .Select(number => double.TryParse(number, CultureInfo.InvariantCulture, out var value) ? value : double.NaN)
            .ToArray();
        return values.Length == 3 && values.All(double.IsFinite)
            ? values
            : throw new InvalidInputException($"--mean must be three numbers, such as 104,117,123 (got '{text}').");
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
