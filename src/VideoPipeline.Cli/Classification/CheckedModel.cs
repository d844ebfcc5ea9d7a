using OpenCvSharp;
using VideoPipeline.Errors;
using VideoPipeline.Stills.Classification;

namespace VideoPipeline.Cli.Classification;

/// <summary>A model that was loaded and tried.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Title">What it is.</param>
/// <param name="Format">Its format.</param>
/// <param name="Weights">Where its weights are.</param>
/// <param name="Sha256">Their check sum.</param>
/// <param name="Input">Width, height and order of its input.</param>
/// <param name="Classes">How many classes it tells apart, each with a label.</param>
/// <param name="MillisecondsAPass">What a picture takes on one thread, the median of some.</param>
internal sealed record CheckedModel(
    string Name, string Title, string Format, string Weights, string Sha256, string Input, int Classes, double MillisecondsAPass)
{
    private const int Passes = 5;

    /// <summary>Loads and tries a model.</summary>
    /// <exception cref="InvalidInputException">It cannot be loaded, or does not do what its description says.</exception>
    public static CheckedModel Of(Model model, TimeProvider time)
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
        return new CheckedModel(
            model.Name, model.Description.Title, model.Description.Format, model.WeightsPath, Checksums.Sha256(model.WeightsPath),
            $"{input.Width}x{input.Height} {input.Order}", classes, Math.Round(passes.Order().ElementAt(Passes / 2), 1));
    }

    /// <summary>For a person.</summary>
    public string Text() => FormattableString.Invariant(
        $"{Name}: {Title}\n  {Format}, {Weights}\n  SHA-256 {Sha256}\n  input {Input}, {Classes} classes, {MillisecondsAPass:0.0} ms a pass on one thread\n");
}
