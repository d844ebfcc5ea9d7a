using VideoPipeline.Pages.Videos;

namespace VideoPipeline.Pages.Timeline;

/// <summary>A value of every frame that the time line shows as a curve.</summary>
/// <param name="Id">Its name in the page's data.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Values">The values, one per frame.</param>
/// <param name="Scale">The vertical axis.</param>
/// <param name="Digits">The number of decimals shown.</param>
internal sealed record Measure(string Id, string Name, IReadOnlyList<double> Values, Scale Scale, int Digits)
{
    /// <summary>The measures that the time line shows, from top to bottom.</summary>
    public static IReadOnlyList<Measure> Of(FrameSeries frames) =>
    [
        new("luma", "Luma", frames.Luma, Scale.Levels, 1),
        new("motion", "Motion", frames.Motion, Scale.UpTo(frames.Motion), 2),
        new("sharpness", "Sharpness", frames.Sharpness, Scale.UpTo(frames.Sharpness), 0),
    ];
}
