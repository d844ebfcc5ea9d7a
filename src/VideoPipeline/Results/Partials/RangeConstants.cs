using System.Globalization;
using VideoPipeline.Errors;

namespace VideoPipeline.Results.Partials;

/// <summary>
/// The properties of a range that must be equal for all ranges of a video. If they differ, ffmpeg had another state in some
/// range, and the ranges do not equal a sequential decode.
/// </summary>
/// <param name="Width">The width of the frames in pixels.</param>
/// <param name="Height">The height of the frames in pixels.</param>
/// <param name="Parameters">A hash of the persistent state that the samples set in the decoder, in hexadecimal; null if they set
/// none.</param>
internal sealed record RangeConstants(int Width, int Height, string? Parameters)
{
    /// <summary>Creates the constants of a range.</summary>
    public static RangeConstants Of(int width, int height, ulong? constant) =>
        new(width, height, constant?.ToString("x", CultureInfo.InvariantCulture));

    /// <summary>Merges the constants of consecutive ranges; null if neither has frames.</summary>
    /// <exception cref="UnsplittableVideoException">The constants differ: the video must be decoded as a whole.</exception>
    public static RangeConstants? Merge(RangeConstants? left, RangeConstants? right)
    {
        if (left is null || right is null) return left ?? right;
        if ((left.Width, left.Height) != (right.Width, right.Height))
            throw new UnsplittableVideoException(
                $"The frame size differs between ranges ({left.Width}×{left.Height} and {right.Width}×{right.Height} " +
                "pixels), and ffmpeg scales to the size of the first frame.");
        if (left.Parameters is { } before && right.Parameters is { } after && before != after)
            throw new UnsplittableVideoException(
                $"The picture parameters (colors, range, aspect ratio) differ between ranges ({before}, then {after}).");
        return left with { Parameters = left.Parameters ?? right.Parameters };
    }
}
