namespace VideoPipeline.Testing;

/// <summary>
/// Encodes a number in a picture: 8×4 black and white cells, of which the first 16 are its bits (the lowest first) and the other
/// 16 their complements. Cells are much larger than a coding block, so the number survives lossy compression.
/// </summary>
public static class NumberedFrame
{
    /// <summary>The width of the videos of <see cref="NumberedVideo"/> in pixels.</summary>
    public const int Width = 160;

    /// <summary>The height of the videos of <see cref="NumberedVideo"/> in pixels.</summary>
    public const int Height = 96;

    private const int Columns = 8;
    private const int Rows = 4;
    private const int Bits = Columns * Rows / 2;

    /// <summary>Draws a number as <see cref="Width"/>×<see cref="Height"/> grayscale bytes.</summary>
    public static void Draw(int number, Span<byte> grey)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)number, 1u << Bits);
        for (var y = 0; y < Height; y++)
            for (var x = 0; x < Width; x++)
            {
                var cell = (y * Rows / Height * Columns) + (x * Columns / Width);
                grey[(y * Width) + x] = IsWhite(number, cell) ? byte.MaxValue : (byte)0;
            }
    }

    /// <summary>Reads the number from a decoded frame of any size.</summary>
    /// <param name="pixels">Height×width bytes of luma, or height×width×3 of RGB or BGR, without padding.</param>
    /// <param name="width">The width in pixels.</param>
    /// <param name="height">The height in pixels.</param>
    /// <exception cref="InvalidDataException">
    /// A cell is neither black nor white, or a bit and its complement are equal.
    /// </exception>
    public static int ReadNumber(ReadOnlySpan<byte> pixels, int width, int height)
    {
        var channels = pixels.Length / (width * height);
        if (channels is not (1 or 3) || pixels.Length != width * height * channels)
            throw new ArgumentException($"{pixels.Length} bytes are not a {width}×{height} luma or RGB frame.", nameof(pixels));

        var number = 0;
        for (var bit = 0; bit < Bits; bit++)
        {
            var white = IsWhiteCell(pixels, width, height, channels, bit);
            if (white == IsWhiteCell(pixels, width, height, channels, bit + Bits))
                throw new InvalidDataException(
                    $"Bit {bit} and its complement are both {(white ? "white" : "black")}: this is not a numbered frame.");
            if (white) number |= 1 << bit;
        }
        return number;
    }

    private static bool IsWhite(int number, int cell) => ((number >> (cell % Bits)) & 1) == 1 ^ cell >= Bits;

    // Uses the middle half of a cell in each direction, because its edges may be blurred.
    private static bool IsWhiteCell(ReadOnlySpan<byte> pixels, int width, int height, int channels, int cell)
    {
        var (row, column) = Math.DivRem(cell, Columns);
        long sum = 0, count = 0;
        for (var y = ((4 * row) + 1) * height / (4 * Rows); y < ((4 * row) + 3) * height / (4 * Rows); y++)
        {
            var from = ((y * width) + (((4 * column) + 1) * width / (4 * Columns))) * channels;
            var to = ((y * width) + (((4 * column) + 3) * width / (4 * Columns))) * channels;
            foreach (var value in pixels[from..to]) sum += value;
            count += to - from;
        }
        var mean = (double)sum / count;
        return mean is < 90 or > 165
            ? mean > 128
            : throw new InvalidDataException(
                $"Cell {cell} is grey ({mean:0}), neither black nor white: this is not a numbered frame, or it is damaged.");
    }
}
