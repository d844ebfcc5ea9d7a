using System.Text.Json;
using VideoPipeline.Results;
using VideoPipeline.Results.Columns;
using VideoPipeline.Results.Files;
using VideoPipeline.Video;

namespace VideoPipeline.Testing;

/// <summary>A small video's columns, summary and run, made up so that every part of them is used.</summary>
public static class Made
{
    /// <summary>
    /// Sixty frames at 25 frames a second: black up to frame 12, then two shots, of which the second begins at frame 40 and is a
    /// pan.
    /// </summary>
    public static FrameColumns Columns { get; } = new()
    {
        Frame = Each(frame => (long)frame),
        Pts = Each(frame => 512L * frame),
        Key = Each(frame => frame % 24 == 0),
        SumYuv = [.. Enumerable.Range(0, 60).SelectMany(frame => new[] { 1_000_000_000_000UL, 2UL, (ulong)frame })],
        LumaMean = Each(frame => frame < 13 ? 16.0 : 100.0),
        LumaStd = Each(frame => frame < 13 ? 0.25 : 40.0),
        LumaMin = Each(_ => (byte)16),
        LumaMax = Each(frame => (byte)(frame < 13 ? 17 : 235)),
        Sharpness = Each(frame => frame < 13 ? 0.5 : frame == 50 ? 900.0 : 400.0),
        Colorfulness = Each(_ => 31.25),
        ContentScore = Each(frame => frame == 40 ? 80.0 : 1.0),
        CutScore = Each(frame => frame is 13 or 40 ? 0.9 : 0.05),
        PanX = Each(frame => frame < 40 ? 0.0 : 0.01),
        PanY = Each(_ => 0.0),
        Zoom = Each(_ => 0.0),
        CameraAgreement = Each(_ => 0.9),
        PHash = Each(frame => frame < 13 ? 0UL : frame < 40 ? 0xF0F0F0F00F0F0F0FUL : 0x0F0F0F0FF0F0F0F0UL),
        DHash = Each(frame => frame < 13 ? 0UL : 0x00FF00FF00FF00FFUL),
        Motion = Each(frame => frame > 32 && frame != 40 ? 0.0 : 3.0),
    };

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

    public static Summary Summary { get; } =
        SummaryBuilder.Build(Video, new Timeline(Columns.Pts, Video.TimeBase), Columns, 60, []);

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
    /// The columns of one calm shot of 25 frames a second: an ordinary picture that moves a little, seen by a camera that does not.
    /// </summary>
    public static FrameColumns Calm(int frames)
    {
        var columns = Select(Columns, [.. Enumerable.Repeat(20, frames)]);
        return columns with
        {
            Frame = [.. Enumerable.Range(0, frames).Select(frame => (long)frame)],
            Pts = [.. Enumerable.Range(0, frames).Select(frame => 512L * frame)],
        };
    }

    /// <summary>The rows of columns that are named.</summary>
    public static FrameColumns Select(FrameColumns columns, int[] rows)
    {
        return new()
        {
            Frame = Of(columns.Frame),
            Pts = Of(columns.Pts),
            Key = Of(columns.Key),
            SumYuv = [.. rows.SelectMany(row => columns.SumYuv[(3 * row)..((3 * row) + 3)])],
            LumaMean = Of(columns.LumaMean),
            LumaStd = Of(columns.LumaStd),
            LumaMin = Of(columns.LumaMin),
            LumaMax = Of(columns.LumaMax),
            Sharpness = Of(columns.Sharpness),
            Colorfulness = Of(columns.Colorfulness),
            ContentScore = Of(columns.ContentScore),
            Motion = Of(columns.Motion),
            CutScore = Of(columns.CutScore),
            PanX = Of(columns.PanX),
            PanY = Of(columns.PanY),
            Zoom = Of(columns.Zoom),
            CameraAgreement = Of(columns.CameraAgreement),
            PHash = Of(columns.PHash),
            DHash = Of(columns.DHash),
        };

        T[] Of<T>(T[] values) => [.. rows.Select(row => values[row])];
    }

    private static T[] Each<T>(Func<int, T> value) => [.. Enumerable.Range(0, 60).Select(value)];
}
