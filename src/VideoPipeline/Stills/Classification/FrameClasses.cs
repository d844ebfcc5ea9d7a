using VideoPipeline.Errors;
using VideoPipeline.Npz;

namespace VideoPipeline.Stills.Classification;

/// <summary>What a model saw in the frames that it was asked about.</summary>
/// <param name="Labels">The names of its classes.</param>
/// <param name="Frames">The frames, ascending, each with its best classes, best first.</param>
public sealed record FrameClasses(IReadOnlyList<string> Labels, IReadOnlyList<(long Frame, ClassScore[] Best)> Frames)
{
    internal const string IdColumn = "class_id", ScoreColumn = "class_score";

    /// <summary>Of all findings those of <see cref="ClassificationAnalyzer"/>.</summary>
    /// <exception cref="InvalidInputException">A class has no name: the labels were replaced.</exception>
    public static FrameClasses Of(IReadOnlyList<string> labels, IEnumerable<StillResult> findings)
    {
        var frames = findings.Where(finding => finding.Analyzer == ClassificationAnalyzer.Name).Select(finding => (finding.Frame, Best(finding))).ToList();
        return frames.SelectMany(frame => frame.Item2).All(one => one.Id < labels.Count)
            ? new FrameClasses(labels, frames)
            : throw new InvalidInputException($"The model's labels were replaced while it ran: there are only {labels.Count} now. Run again.");
    }

    /// <summary>Two arrays of <c>frames.npz</c>, a row a frame: -1 and 0 for frames that the model was not asked about.</summary>
    /// <param name="frames">The frames' numbers, ascending.</param>
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

    private static ClassScore[] Best(StillResult finding) =>
        [.. finding.Array<int>(IdColumn).Data.Zip(finding.Array<double>(ScoreColumn).Data, (id, score) => new ClassScore(id, score))];
}
