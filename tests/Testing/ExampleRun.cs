using System.Text.Json;
using VideoPipeline.Results;
using VideoPipeline.Results.Columns;
using VideoPipeline.Results.Files;
using VideoPipeline.Video;

namespace VideoPipeline.Testing;

/// <summary>Synthetic columns, summary and run report of a short video. Every feature of the formats occurs.</summary>
internal static class ExampleRun
{
    /// <summary>
    /// Sixty frames at 25 frames per second: black up to frame 12, then two shots; the second one starts at frame 40 and is a
    /// pan.
    /// </summary>
    public static FrameColumns Columns { get; } = new()
    {
        Frame = Fill(frame => (long)frame),
        Pts = Fill(frame => 512L * frame),
        Key = Fill(frame => frame % 24 == 0),
        SumYuv = [.. Enumerable.Range(0, 60).SelectMany(frame => new[] { 1_000_000_000_000UL, 2UL, (ulong)frame })],
        LumaMean = Fill(frame => frame < 13 ? 16.0 : 100.0),
        LumaStd = Fill(frame => frame < 13 ? 0.25 : 40.0),
        LumaMin = Fill(_ => (byte)16),
        LumaMax = Fill(frame => (byte)(frame < 13 ? 17 : 235)),
        Sharpness = Fill(frame => frame < 13 ? 0.5 : frame == 50 ? 900.0 : 400.0),
        Colorfulness = Fill(_ => 31.25),
        ContentScore = Fill(frame => frame == 40 ? 80.0 : 1.0),
        CutScore = Fill(frame => frame is 13 or 40 ? 0.9 : 0.05),
        PanX = Fill(frame => frame < 40 ? 0.0 : 0.01),
        PanY = Fill(_ => 0.0),
        Zoom = Fill(_ => 0.0),
        CameraAgreement = Fill(_ => 0.9),
        PHash = Fill(frame => frame < 13 ? 0UL : frame < 40 ? 0xF0F0F0F00F0F0F0FUL : 0x0F0F0F0FF0F0F0F0UL),
        DHash = Fill(frame => frame < 13 ? 0UL : 0x00FF00FF00FF00FFUL),
        Motion = Fill(frame => frame > 32 && frame != 40 ? 0.0 : 3.0),
    };

    /// <summary>The video stream.</summary>
    public static VideoProperties Video { get; } = new()
    {
        Container = "mov",
        Codec = "h264",
        Stream = 0,
        Width = 640,
        Height = 360,
        Rotation = 0,
        TimeBase = new TimeBase(1, 12800),
    };

    /// <summary>The summary of <see cref="Columns"/>.</summary>
    public static Summary Summary { get; } =
        SummaryBuilder.Build(Video, new Timeline(Columns.Pts, Video.TimeBase), Columns, 60, []);

    /// <summary>A run with three ranges, one of them reused.</summary>
    public static RunReport Report { get; } = RunReport.Of(
        new SourceIdentity("films/a&b ü.mp4", 1_234_567, "\"etag\""),
        JsonDocument.Parse("""{"rgb": true, "framesPerRange": 24}""").RootElement,
        new IndexAccess(4_000, 2),
        [
            new RunRange(0, 24, 24, Reused: false, 0.5, 400_000, 1, 24, 24),
            new RunRange(24, 48, 24, Reused: true, 0.4, 300_000, 1, 24, 24),
            new RunRange(48, 60, 12, Reused: false, 0.25, 200_000, 2, 14, 13),
        ],
        new RunSeconds(0.125, 0.0625, 0.75, 0.25),
        new RunVersions("7.1", "4.10.0", "0.1.0", "10.0.1"),
        new RunHost("Linux", "x64", 2, 8_000_000_000));

    /// <summary>
    /// Returns the columns of one shot at 25 frames per second with a static camera and little motion.
    /// </summary>
    public static FrameColumns StaticShot(int frames)
    {
        var columns = Select(Columns, [.. Enumerable.Repeat(20, frames)]);
        return columns with
        {
            Frame = [.. Enumerable.Range(0, frames).Select(frame => (long)frame)],
            Pts = [.. Enumerable.Range(0, frames).Select(frame => 512L * frame)],
        };
    }

    /// <summary>Returns the given rows of the columns.</summary>
    public static FrameColumns Select(FrameColumns columns, int[] rows)
    {
        return new()
        {
            Frame = Take(columns.Frame),
            Pts = Take(columns.Pts),
            Key = Take(columns.Key),
            SumYuv = [.. rows.SelectMany(row => columns.SumYuv[(3 * row)..((3 * row) + 3)])],
            LumaMean = Take(columns.LumaMean),
            LumaStd = Take(columns.LumaStd),
            LumaMin = Take(columns.LumaMin),
            LumaMax = Take(columns.LumaMax),
            Sharpness = Take(columns.Sharpness),
            Colorfulness = Take(columns.Colorfulness),
            ContentScore = Take(columns.ContentScore),
            Motion = Take(columns.Motion),
            CutScore = Take(columns.CutScore),
            PanX = Take(columns.PanX),
            PanY = Take(columns.PanY),
            Zoom = Take(columns.Zoom),
            CameraAgreement = Take(columns.CameraAgreement),
            PHash = Take(columns.PHash),
            DHash = Take(columns.DHash),
        };

        T[] Take<T>(T[] values) => [.. rows.Select(row => values[row])];
    }

    private static T[] Fill<T>(Func<int, T> value) => [.. Enumerable.Range(0, 60).Select(value)];
}
