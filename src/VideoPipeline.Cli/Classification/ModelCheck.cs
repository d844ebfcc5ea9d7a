using OpenCvSharp;
using VideoPipeline.Errors;
using VideoPipeline.Stills.Classification;

namespace VideoPipeline.Cli.Classification;

/// <summary>The result of <c>models check</c>.</summary>
/// <param name="Name">The name of the model.</param>
/// <param name="Title">The title in its description.</param>
/// <param name="Format">The format of the model.</param>
/// <param name="Weights">The path of the weights.</param>
/// <param name="Sha256">The SHA-256 checksum of the weights.</param>
/// <param name="Input">The width, height and channel order of the input.</param>
/// <param name="Classes">The number of classes.</param>
/// <param name="MillisecondsAPass">The median duration of a forward pass on one thread.</param>
internal sealed record ModelCheck(
    string Name, string Title, string Format, string Weights, string Sha256, string Input, int Classes, double MillisecondsAPass)
{
    private const int Passes = 5;

    /// <summary>Loads a model and times forward passes.</summary>
    /// <exception cref="InvalidInputException">The model cannot be loaded or does not match its description.</exception>
    public static ModelCheck Measure(Model model, TimeProvider time)
    {
        var input = model.Description.Input;
        using var network = Network.Load(model);
        using var grey = new Mat(input.Height, input.Width, MatType.CV_8UC3, Scalar.All(128));
        var classes = network.Scores(grey).Length;
        var passes = Enumerable.Range(0, Passes).Select(_ =>
        {
            var started = time.GetTimestamp();
            network.Scores(grey);
            return time.GetElapsedTime(started).TotalMilliseconds;
        });
        return new ModelCheck(
            model.Name.ToString(), model.Description.Title, model.Description.Format, model.WeightsPath,
            Checksums.Sha256(model.WeightsPath),
            $"{input.Width}x{input.Height} {input.Order}", classes, Math.Round(passes.Order().ElementAt(Passes / 2), 1));
    }

    /// <summary>Formats the result as text.</summary>
    public string ToText() => FormattableString.Invariant(
        $"{Name}: {Title}\n  {Format}, {Weights}\n  SHA-256 {Sha256}\n") + FormattableString.Invariant(
        $"  input {Input}, {Classes} classes, {MillisecondsAPass:0.0} ms per forward pass on one thread\n");
}
