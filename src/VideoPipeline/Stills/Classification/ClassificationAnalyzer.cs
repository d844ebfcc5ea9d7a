using OpenCvSharp;
using VideoPipeline.Executions;
using VideoPipeline.Npz;
using VideoPipeline.Planning;
using VideoPipeline.Selection;

namespace VideoPipeline.Stills.Classification;

/// <summary>Asks a model what is in a frame.</summary>
/// <param name="models">Finds the model.</param>
public sealed class ClassificationAnalyzer(ModelLibrary models) : IStillAnalyzerFactory
{
    /// <summary>The look's name.</summary>
    public const string Name = "classify";

    /// <summary>Classes of a frame that are kept where the input does not say how many.</summary>
    public const int DefaultTop = 5;

    /// <summary>Which frames it takes besides those of the shots where the input does not say.</summary>
    public const string DefaultInterval = "1s";

    private const int Version = 1;

    /// <inheritdoc/>
    public async Task<PreparedStillAnalyzer?> PrepareAsync(ExecutionInput input, CancellationToken cancellation)
    {
        if (input.Model is not { } name) return null;
        var model = await models.OpenAsync(name, cancellation);
        var top = input.Top ?? DefaultTop;
        var interval = SamplingInterval.Parse(input.ClassifyEvery ?? DefaultInterval, "classifyEvery");
        return new PreparedStillAnalyzer(new StillAnalyzerSpec(Name, $"{Version} top {top} {model.Key()}", interval), () => new Classifier(Network.Load(model), top))
        {
            Check = () => Network.Check(model),
        };
    }

    private sealed class Classifier(Network network, int top) : IStillAnalyzer
    {
        public IReadOnlyList<NpyArray> Analyze(Mat picture)
        {
            var best = ClassScore.Best(network.Scores(picture), top);
            return
            [
                NpyArray.Of(FrameClasses.IdColumn, best.Select(one => one.Id).ToArray()),
                NpyArray.Of(FrameClasses.ScoreColumn, best.Select(one => one.Score).ToArray()),
            ];
        }

        public void Dispose() => network.Dispose();
    }
}
