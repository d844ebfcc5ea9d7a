using VideoPipeline.Results.Columns;
using VideoPipeline.Results.Files;
using VideoPipeline.Results.Pixels;
using VideoPipeline.Results.Shots;
using VideoPipeline.Video;

namespace VideoPipeline.Results;

/// <summary>The shots of a video as the summary tells them.</summary>
/// <param name="video">The video stream.</param>
/// <param name="columns">What was found out about each delivered frame.</param>
/// <param name="classes">The class of each delivered frame.</param>
/// <param name="rows">When each delivered frame is shown.</param>
internal sealed class ShotSummaries(VideoProperties video, FrameColumns columns, PixelClass[] classes, Timeline rows)
{
    // More digits would claim what blocks of a small picture cannot tell.
    private const int CameraDigits = 4;

    private readonly IReadOnlyList<Shot> _shots = ShotDetector.Detect(columns, rows);

    /// <summary>The shots, in order.</summary>
    /// <param name="end">When the video ends, in seconds.</param>
    public IReadOnlyList<SummaryShot> Summarize(double end) => [.. _shots.Select(shot => Summarize(shot, end))];

    /// <summary>Groups of shots that show nearly the same picture.</summary>
    public IReadOnlyList<IReadOnlyList<int>> NearDuplicates() =>
        Shots.NearDuplicates.Of([.. _shots.Select(Representative)], columns, classes);

    private SummaryShot Summarize(Shot shot, double end) => new(
        columns.Frame[shot.Start],
        shot.End < columns.Frame.Length ? columns.Frame[shot.End] : columns.Frame[^1] + 1,
        rows.Seconds(shot.Start),
        // Between picked frames lies more than a frame's time, and after the last of them too.
        Math.Min(rows.Seconds(shot.End), end),
        shot.Transition switch
        {
            ShotTransition.Cut => SummaryShot.Cut,
            ShotTransition.Fade => SummaryShot.Fade,
            _ => SummaryShot.AtStart,
        },
        columns.Frame[Representative(shot)],
        MostFrequent(shot).Name(),
        MeanColor.Of(shot, columns.SumYuv, video.Width, video.Height),
        Motion(shot),
        Camera(shot),
        Labels: []);

    private int Representative(Shot shot) => Shots.Representative.Choose(shot, columns.Sharpness, classes);

    private PixelClass MostFrequent(Shot shot) =>
        classes[shot.Start..shot.End].CountBy(pixels => pixels).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).First().Key;

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
            : new(camera.Name, Rounded(camera.PanX), Rounded(camera.PanY), Rounded(camera.Zoom));
    }

    private static double Rounded(double value) => Math.Round(value, CameraDigits) + 0.0; // no minus zero
}
