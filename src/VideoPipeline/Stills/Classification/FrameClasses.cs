using VideoPipeline.Errors;
using VideoPipeline.Npz;

namespace VideoPipeline.Stills.Classification;

/// <summary>The classification of the still frames by a model.</summary>
/// <param name="Labels">The class labels of the model.</param>
/// <param name="Frames">The frames in ascending order, each with its best classes in descending order of score.</param>
internal sealed record FrameClasses(IReadOnlyList<string> Labels, IReadOnlyList<(long Frame, ClassScore[] Best)> Frames)
{
    internal const string IdColumn = "class_id", ScoreColumn = "class_score";

    /// <summary>Selects the results of <see cref="ClassificationAnalyzerFactory"/>.</summary>
    /// <exception cref="InvalidInputException">A class has no label, because the labels file was replaced.</exception>
    public static FrameClasses FromResults(IReadOnlyList<string> labels, IEnumerable<StillResult> results)
    {
        var frames = results
            .Where(result => result.Analyzer == ClassificationAnalyzerFactory.Name)
            .Select(result => (result.Frame, Best(result)))
            .ToList();
        return frames.SelectMany(frame => frame.Item2).All(item => item.Id < labels.Count)
            ? new FrameClasses(labels, frames)
            : throw new InvalidInputException(
                $"The labels of the model were replaced during the run: only {labels.Count} are left. Run again.");
    }

    /// <summary>
    /// Returns two arrays of <c>frames.npz</c>, one row per frame: -1 and 0 for frames that were not classified.
    /// </summary>
    /// <param name="frames">The frame numbers, ascending.</param>
    public IEnumerable<NpyArray> ToArrays(long[] frames)
    {
        var width = Frames.Count == 0 ? 1 : Frames[0].Best.Length;
        var (ids, scores) = (new int[frames.Length * width], new double[frames.Length * width]);
        Array.Fill(ids, -1);
        foreach (var (frame, best) in Frames)
        {
            var row = Array.BinarySearch(frames, frame);
            for (var i = 0; i < best.Length; i++) (ids[row * width + i], scores[row * width + i]) = (best[i].Id, best[i].Score);
        }
        yield return NpyArray.Of(IdColumn, ids, frames.Length, width);
        yield return NpyArray.Of(ScoreColumn, scores, frames.Length, width);
    }

    private static ClassScore[] Best(StillResult result) =>
    [
        .. result.Array<int>(IdColumn).Data
            .Zip(result.Array<double>(ScoreColumn).Data, (id, score) => new ClassScore(id, score)),
    ];
}
