using System.Globalization;
using VideoPipeline.Errors;

namespace VideoPipeline.Results.Partials;

/// <summary>
/// What a range's frames had in common that must hold for all ranges of a video: else what ffmpeg remembers was not the same everywhere,
/// and the ranges are not those of a sequential decode.
/// </summary>
/// <param name="Width">Pixels of its frames.</param>
/// <param name="Height">Pixels of its frames.</param>
/// <param name="Parameters">What its samples state for later ones, in hexadecimal digits; null where they state nothing.</param>
public sealed record RangeConstants(int Width, int Height, string? Parameters)
{
    /// <summary>The state of a range.</summary>
    public static RangeConstants Of(int width, int height, ulong? constant) =>
        new(width, height, constant?.ToString("x", CultureInfo.InvariantCulture));

    /// <summary>The state of neighbouring ranges together; null where neither has frames.</summary>
    /// <exception cref="UnsplittableVideoException">They have none in common: the video must be decoded as a whole.</exception>
    public static RangeConstants? Join(RangeConstants? left, RangeConstants? right)
    {
        if (left is null || right is null) return left ?? right;
        if ((left.Width, left.Height) != (right.Width, right.Height))
            throw new UnsplittableVideoException(
                $"Its ranges have frames of {left.Width}×{left.Height} and of {right.Width}×{right.Height} pixels: ffmpeg scales to the size of the first.");
        if (left.Parameters is { } before && right.Parameters is { } after && before != after)
            throw new UnsplittableVideoException($"What its pictures are (colours, range, shape) changes between its ranges ({before}, then {after}).");
        return left with { Parameters = left.Parameters ?? right.Parameters };
    }
}
