using OpenCvSharp;
using VideoPipeline.Native;

namespace VideoPipeline.Imaging;

/// <summary>A tile of a contact sheet: an image with a caption.</summary>
/// <param name="Image">The image.</param>
/// <param name="Caption">The text below the image, or empty. ASCII, because the font has no other characters.</param>
internal sealed record Tile(BgrImage Image, string Caption);

/// <summary>Composes a contact sheet: one image with rows of tiles.</summary>
internal static class ContactSheet
{
    private const int Gap = 4;
    private const int CaptionHeight = 18;
    private const byte Background = 24;
    private const double FontScale = 0.42;
    private const int MaxLabelLength = 18;

    private static readonly Scalar s_textColor = Scalar.All(220);

    /// <summary>Composes the tiles from left to right, row by row.</summary>
    /// <param name="tiles">The tiles: at least one, all with images of the same size.</param>
    /// <param name="columns">The maximum number of tiles in a row; with fewer tiles, the sheet is narrower.</param>
    public static unsafe BgrImage Compose(IReadOnlyList<Tile> tiles, int columns)
    {
        OpenCvLibrary.EnsureLoaded();
        ArgumentOutOfRangeException.ThrowIfZero(tiles.Count);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        columns = Math.Min(columns, tiles.Count);
        var rows = (tiles.Count + columns - 1) / columns;
        var (tileWidth, tileHeight) = (tiles[0].Image.Width, tiles[0].Image.Height);
        var (stepX, stepY) = (tileWidth + Gap, tileHeight + CaptionHeight + Gap);
        var (width, height) = ((columns * stepX) + Gap, (rows * stepY) + Gap);
        var sheet = new BgrImage(width, height, new byte[3 * width * height]);
        Array.Fill(sheet.Samples, Background);

        fixed (byte* samples = sheet.Samples)
        {
            using var mat = Mat.FromPixelData(sheet.Height, sheet.Width, MatType.CV_8UC3, (nint)samples);
            for (var i = 0; i < tiles.Count; i++)
            {
                var (x, y) = (Gap + (i % columns * stepX), Gap + (i / columns * stepY));
                if ((tiles[i].Image.Width, tiles[i].Image.Height) != (tileWidth, tileHeight))
                {
                    throw new ArgumentException(
                        $"Image {i} is {tiles[i].Image.Width}×{tiles[i].Image.Height}, " +
                        $"but the first is {tileWidth}×{tileHeight}.", nameof(tiles));
                }

                Copy(tiles[i].Image, sheet, x, y);
                if (tiles[i].Caption.Length == 0) continue;
                var baseline = new Point(x + 2, y + tileHeight + CaptionHeight - 5);
                Cv2.PutText(
                    mat, tiles[i].Caption, baseline, HersheyFonts.HersheySimplex, FontScale, s_textColor, 1, LineTypes.AntiAlias);
            }
        }

        return sheet;
    }

    /// <summary>
    /// Formats a time as a caption, in hours, minutes, seconds and milliseconds, such as <c>0:01:08.500</c>.
    /// </summary>
    /// <param name="seconds">The time in seconds from the start; can be negative.</param>
    /// <param name="label">The label of the frame; only the part before the first comma is shown. Null for no label.</param>
    public static string TimeCaption(double seconds, string? label = null)
    {
        var time = TimeSpan.FromMilliseconds(Math.Round(Math.Abs(seconds) * 1000));
        var text = $"{(seconds < 0 ? "-" : "")}{(int)time.TotalHours}:{time:mm\\:ss\\.fff}";
        if (label is null) return text;
        var name = string.Concat(label.Split(',')[0].Select(c => char.IsAscii(c) ? c : '?'));
        return $"{text}  {(name.Length <= MaxLabelLength ? name : name[..MaxLabelLength] + "...")}";
    }

    private static void Copy(BgrImage image, BgrImage sheet, int x, int y)
    {
        var stride = 3 * image.Width;
        for (var row = 0; row < image.Height; row++)
        {
            var target = sheet.Samples.AsSpan(3 * (((y + row) * sheet.Width) + x), stride);
            image.Samples.AsSpan(row * stride, stride).CopyTo(target);
        }
    }
}
