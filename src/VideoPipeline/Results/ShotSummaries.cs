using VideoPipeline.Results.Columns;
using VideoPipeline.Results.Files;
using VideoPipeline.Results.Pixels;
using VideoPipeline.Results.Shots;
using VideoPipeline.Video;

namespace VideoPipeline.Results;

/// <summary>Creates the shots of the summary.</summary>
/// <param name="video">The video stream.</param>
/// <param name="columns">The columns, one row per delivered frame.</param>
/// <param name="classes">The pixel class of each delivered frame.</param>
/// <param name="rows">The time stamps of the delivered frames.</param>
internal sealed class ShotSummaries(VideoProperties video, FrameColumns columns, PixelClass[] classes, Timeline rows)
{
    // Further digits exceed the precision of block matching on a small image.
    private const int CameraDigits = 4;

    private readonly IReadOnlyList<Shot> _shots = ShotDetector.Detect(columns, rows);

    /// <summary>Returns the shots, in presentation order.</summary>
    /// <param name="end">The end of the video in seconds.</param>
    public IReadOnlyList<SummaryShot> Summarize(double end) => [.. _shots.Select(shot => Summarize(shot, end))];

    /// <summary>Returns groups of near-duplicate shots.</summary>
    public IReadOnlyList<IReadOnlyList<int>> NearDuplicates() =>
        Shots.NearDuplicates.Find([.. _shots.Select(Representative)], columns, classes);

    private SummaryShot Summarize(Shot shot, double end) => new(
        columns.Frame[shot.Start],
        shot.End < columns.Frame.Length ? columns.Frame[shot.End] : columns.Frame[^1] + 1,
        rows.Seconds(shot.Start),
        // The last selected frame may be followed by other frames, so the extrapolated end of its row may exceed the video.
        Math.Min(rows.Seconds(shot.End), end),
        shot.Transition switch
        {
            ShotTransition.Cut => SummaryShot.Cut,
            ShotTransition.Fade => SummaryShot.Fade,
            _ => SummaryShot.AtStart,
        },
        columns.Frame[Representative(shot)],
        MostFrequent(shot).Name(),
        MeanColor.Compute(shot, columns.SumYuv, video.Width, video.Height),
        Motion(shot),
        Camera(shot),
        Labels: []);

    private int Representative(Shot shot) => Shots.Representative.Choose(shot, columns.Sharpness, classes);

    private PixelClass MostFrequent(Shot shot) =>
        classes[shot.Start..shot.End].CountBy(pixels => pixels)
            .OrderByDescending(pair => pair.Value)
            .ThenBy(pair => pair.Key)
            .First().Key;

    private double? Motion(Shot shot)
    {
        if (shot.Length < 2) return null;
        var sum = 0.0;
        for (var row = shot.Start + 1; row < shot.End; row++) sum += columns.Motion[row];
        return sum / (shot.Length - 1);
    }

    private SummaryCamera Camera(Shot shot)
    {
        var camera = CameraMotion.Of(shot, columns);
        return camera.Kind is CameraKind.Unknown or CameraKind.CutHeavy
            ? new(camera.Name)
            : new(camera.Name, Round(camera.PanX), Round(camera.PanY), Round(camera.Zoom));
    }

    private static double Round(double value) => Math.Round(value, CameraDigits) + 0.0; // adding 0 turns -0 into 0
}
