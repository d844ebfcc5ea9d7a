using System.Globalization;
using VideoPipeline.Exports.Tables;
using VideoPipeline.Npz;
using VideoPipeline.Results.Files;

namespace VideoPipeline.Exports.Pictures;

/// <summary>A frame of a data set of pictures.</summary>
/// <param name="Frame">The number of the frame.</param>
/// <param name="Seconds">Its presentation time.</param>
/// <param name="Shot">The number of its shot, from 1.</param>
/// <param name="Label">The best label; null where it is not classified.</param>
/// <param name="Score">The score of the label.</param>
internal sealed record DatasetFrame(long Frame, double Seconds, int Shot, string? Label, double? Score)
{
    /// <summary>
    /// Chooses the frames: those that the run selected; of a run over all frames, the representative frame of each shot.
    /// </summary>
    /// <param name="summary">The summary.</param>
    /// <param name="arrays">The arrays of <c>frames.npz</c>.</param>
    /// <param name="labels">The names of the classes; null without classification.</param>
    public static IReadOnlyList<DatasetFrame> Choose(Summary summary, NpzArrays arrays, IReadOnlyList<string>? labels)
    {
        var (numbers, times) = (arrays.Get<long>("frame").Data, arrays.Get<double>("time").Data);
        int[] rows = summary.Frames.Selection is not null
            ? [.. Enumerable.Range(0, numbers.Length)]
            : [.. summary.Shots.Select(shot => Array.BinarySearch(numbers, shot.Frame)).Where(row => row >= 0)];
        var (ids, scores) = labels is null ? (null, null) : (arrays.Get<int>("class_id"), arrays.Get<double>("class_score"));
        var (shots, shot) = (summary.Shots, 0);
        return [.. rows.Select(row =>
        {
            while (shot + 1 < shots.Count && shots[shot + 1].Start <= numbers[row]) shot++;
            var best = ids is null ? -1 : ids.Data[row * ids.Shape[1]];
            return best < 0
                ? new DatasetFrame(numbers[row], times[row], shot + 1, null, null)
                : new DatasetFrame(numbers[row], times[row], shot + 1, labels![best], scores!.Data[row * scores.Shape[1]]);
        })];
    }

    /// <summary>The name of the picture's file.</summary>
    /// <param name="stem">The name of the video without its extension.</param>
    public string FileName(string stem) => string.Create(CultureInfo.InvariantCulture, $"{stem}-{Frame:D8}.jpg");

    /// <summary>
    /// The table of the frames, with the column <c>file_name</c> that loaders of folders of pictures look for in
    /// <c>metadata.csv</c>.
    /// </summary>
    /// <param name="frames">The frames.</param>
    /// <param name="stem">The name of the video without its extension.</param>
    public static Table ToTable(IReadOnlyList<DatasetFrame> frames, string stem) => new(frames.Count,
    [
        new TableColumn<string>("file_name", row => frames[row].FileName(stem)),
        new TableColumn<long>("frame", row => frames[row].Frame),
        new TableColumn<double>("seconds", row => frames[row].Seconds),
        new TableColumn<int>("shot", row => frames[row].Shot),
        new TableColumn<string?>("label", row => frames[row].Label),
        new TableColumn<double?>("score", row => frames[row].Score),
    ]);
}
