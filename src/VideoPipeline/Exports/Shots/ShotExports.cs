namespace VideoPipeline.Exports.Shots;

/// <summary>All formats for shots. A new one is a line here.</summary>
internal static class ShotExports
{
    /// <summary>The formats.</summary>
    public static IReadOnlyList<IShotExport> All { get; } =
    [
        new EdlExport(),
        new OtioExport(),
        new FcpxmlExport(),
        new FfmpegChaptersExport(),
        new WebVttChaptersExport(),
    ];
}
