using VideoPipeline.Exports.Shots;
using VideoPipeline.Results.Wording;

namespace VideoPipeline.Exports.Tables;

/// <summary>The table of the shots of <c>summary.json</c>: a row for each shot.</summary>
internal static class ShotTable
{
    /// <summary>Creates the table.</summary>
    public static Table ToTable(ShotList list)
    {
        var shots = list.Shots;
        return new Table(shots.Count,
        [
            new TableColumn<int>("shot", row => shots[row].Number),
            new TableColumn<long>("start", row => shots[row].Start),
            new TableColumn<long>("end", row => shots[row].End),
            new TableColumn<double>("start_seconds", row => shots[row].Shot.StartSeconds),
            new TableColumn<double>("end_seconds", row => shots[row].Shot.EndSeconds),
            new TableColumn<string?>("start_timecode", row => Timecode(list, shots[row].Start)),
            new TableColumn<string?>("end_timecode", row => Timecode(list, shots[row].End)),
            new TableColumn<string>("transition", row => shots[row].Shot.Transition),
            new TableColumn<long>("frame", row => shots[row].Shot.Frame),
            new TableColumn<string>("pixel_class", row => shots[row].Shot.PixelClass),
            new TableColumn<string>("mean_color", row => shots[row].Shot.MeanColor),
            new TableColumn<double?>("motion", row => shots[row].Shot.Motion),
            new TableColumn<string>("camera", row => CameraText.Format(shots[row].Shot.Camera)),
            new TableColumn<double?>("pan_x", row => shots[row].Shot.Camera.PanX),
            new TableColumn<double?>("pan_y", row => shots[row].Shot.Camera.PanY),
            new TableColumn<double?>("zoom", row => shots[row].Shot.Camera.Zoom),
            new TableColumn<string?>("label", row => shots[row].Shot.Labels is [var best, ..] ? best.Name : null),
            new TableColumn<double?>("label_score", row => shots[row].Shot.Labels is [var best, ..] ? best.Score : null),
        ]);
    }

    private static string? Timecode(ShotList list, long frame) =>
        list.Timecodes is { } format ? list.Timecode(format, frame) : null;
}
