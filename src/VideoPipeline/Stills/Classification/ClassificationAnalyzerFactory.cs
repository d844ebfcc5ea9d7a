using OpenCvSharp;
using VideoPipeline.Executions;
using VideoPipeline.Npz;
using VideoPipeline.Planning;
using VideoPipeline.Selection;

namespace VideoPipeline.Stills.Classification;

/// <summary>Creates the analyzer that classifies frames with a model.</summary>
/// <param name="models">The library that contains the model.</param>
internal sealed class ClassificationAnalyzerFactory(ModelLibrary models) : IStillAnalyzerFactory
{
    /// <summary>The name of the analyzer.</summary>
    public const string Name = "classify";

    /// <summary>The default number of classes that are kept per frame.</summary>
    public const int DefaultTop = 5;

    /// <summary>The default sampling interval. The still frames of each shot are classified in addition.</summary>
    public const string DefaultInterval = "1s";

    private const int Version = 1;

    /// <inheritdoc/>
    public async Task<PreparedStillAnalyzer?> PrepareAsync(ExecutionInput input, CancellationToken cancellation)
    {
        if (input.Model is not { } name) return null;
        var model = await models.OpenAsync(name, cancellation);
        var top = input.Top ?? DefaultTop;
        var interval = SamplingInterval.Parse(input.ClassifyEvery ?? DefaultInterval, "classifyEvery");
        return new PreparedStillAnalyzer(
            new StillAnalyzerSpec(Name, $"{Version} top {top} {model.Key()}", interval),
            () => new Classifier(Network.Load(model), top))
        {
            Check = () => Network.Check(model),
        };
    }

    private sealed class Classifier(Network network, int top) : IStillAnalyzer
    {
        public IReadOnlyList<NpyArray> Analyze(Mat image)
        {
            var best = ClassScore.Best(network.Scores(image), top);
            return
            [
                NpyArray.Of(FrameClasses.IdColumn, best.Select(item => item.Id).ToArray()),
                NpyArray.Of(FrameClasses.ScoreColumn, best.Select(item => item.Score).ToArray()),
            ];
        }

        public void Dispose() => network.Dispose();
    }
}
