using static VideoPipeline.Cli.Samples.Interpolation;

namespace VideoPipeline.Cli.Samples;

/// <summary>Where the camera looks: its movement from the center of the layers in pixels, and its magnification.</summary>
internal readonly record struct Camera(float X, float Y, float Zoom)
{
    /// <summary>A camera on its way to another one.</summary>
    /// <param name="end">Where it ends.</param>
    /// <param name="share">The share of the way, of 0 to 1; it starts and ends slowly.</param>
    public Camera Towards(Camera end, float share)
    {
        var eased = Ease(share);
        return new Camera(Mix(X, end.X, eased), Mix(Y, end.Y, eased), Mix(Zoom, end.Zoom, eased));
    }
}
