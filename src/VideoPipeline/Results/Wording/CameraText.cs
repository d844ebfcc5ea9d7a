using VideoPipeline.Results.Files;

namespace VideoPipeline.Results.Wording;

/// <summary>Formats camera motions: <c>still</c>, <c>pan left</c>, <c>pan down</c>, <c>zoom in</c>, <c>cut-heavy</c>.</summary>
internal static class CameraText
{
    /// <summary>Formats a camera motion.</summary>
    public static string Format(SummaryCamera camera) => camera switch
    {
        { Kind: "pan", PanX: { } x, PanY: { } y } when Math.Abs(x) >= Math.Abs(y) => x < 0 ? "pan left" : "pan right",
        { Kind: "pan", PanY: { } y } => y < 0 ? "pan up" : "pan down",
        { Kind: "zoom", Zoom: { } zoom } => zoom < 1 ? "zoom out" : "zoom in",
        _ => camera.Kind,
    };
}
