using System.Runtime.Intrinsics;

namespace VideoPipeline.Cli.Samples;

/// <summary>
/// A painted plane of a scene, larger than the frame, so that the camera can move. It repeats beyond its edges.
/// </summary>
internal sealed class Layer
{
    /// <summary>The size of a layer in pixels; the camera at rest shows the center.</summary>
    public const int Width = 960, Height = 540;

    private const float ZoomOfTheFarthest = 0.35f;

    // Red, green and blue, multiplied by the opacity, so that interpolation does not darken edges; then the opacity.
    private readonly Vector128<float>[] _pixels = new Vector128<float>[Width * Height];

    /// <summary>Paints a layer.</summary>
    /// <param name="paint">The color at a position in pixels.</param>
    public Layer(Func<int, int, Rgba> paint) => Parallel.For(0, Height, y =>
    {
        for (var x = 0; x < Width; x++)
        {
            var (red, green, blue, opacity) = paint(x, y);
            _pixels[(y * Width) + x] = Vector128.Create(red, green, blue, 1) * opacity;
        }
    });

    /// <summary>How much of the camera's movement it follows: 0 for the sky, 1 for what is near.</summary>
    public float Nearness { get; init; }

    /// <summary>Its own movement in pixels per second.</summary>
    public (float X, float Y) Drift { get; init; }

    /// <summary>Lays the layer over a row of pixels.</summary>
    /// <param name="row">The red, green and blue of each pixel, of 0 to 1; the fourth component has no meaning.</param>
    /// <param name="y">The position of the row in pixels from the center of the frame.</param>
    /// <param name="camera">The camera.</param>
    /// <param name="seconds">The time since the start of the shot.</param>
    public void LayOver(Span<Vector128<float>> row, float y, Camera camera, float seconds)
    {
        var scale = 1 / (1 + ((camera.Zoom - 1) * (ZoomOfTheFarthest + ((1 - ZoomOfTheFarthest) * Nearness))));
        var (top, below) = Split((Height / 2f) + (y * scale) + (camera.Y * Nearness) - (Drift.Y * seconds));
        var upper = _pixels.AsSpan(Wrap(top, Height) * Width, Width);
        var lower = _pixels.AsSpan(Wrap(top + 1, Height) * Width, Width);
        var start = (Width / 2f) + (camera.X * Nearness) - (Drift.X * seconds) - (row.Length / 2f * scale);
        for (var i = 0; i < row.Length; i++)
        {
            var (left, beside) = Split(start + (i * scale));
            var (x, next) = (Wrap(left, Width), Wrap(left + 1, Width));
            var pixel = Mix(Mix(upper[x], upper[next], beside), Mix(lower[x], lower[next], beside), below);
            row[i] = (row[i] * (1 - pixel[3])) + pixel;
        }
    }

    private static (int Whole, float Fraction) Split(float position)
    {
        var whole = MathF.Floor(position);
        return ((int)whole, position - whole);
    }

    private static Vector128<float> Mix(Vector128<float> from, Vector128<float> to, float share) => from + ((to - from) * share);

    private static int Wrap(int value, int length) => ((value % length) + length) % length;
}
