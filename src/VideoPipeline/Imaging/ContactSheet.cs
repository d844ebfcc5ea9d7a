using OpenCvSharp;
using VideoPipeline.Native;

namespace VideoPipeline.Imaging;

/// <summary>A picture of a contact sheet and the words under it.</summary>
/// <param name="Image">The picture.</param>
/// <param name="Caption">Printed under it, nothing where it is empty; ASCII, for the font has no more.</param>
public sealed record Tile(BgrImage Image, string Caption);

/// <summary>Many pictures on one, in rows, each with its caption below.</summary>
public static class ContactSheet
{
    private const int Gap = 4;
    private const int CaptionHeight = 18;
    private const byte Background = 24;
    private const double FontScale = 0.42;
    private const int LongestLabel = 18;

    private static readonly Scalar s_ink = Scalar.All(220);

    /// <summary>Lays the tiles out, from left to right and row by row.</summary>
    /// <param name="tiles">At least one; all pictures of one size.</param>
    /// <param name="columns">Tiles in a row; fewer tiles make a narrower sheet.</param>
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
                        $"Picture {i} is not {tileWidth}×{tileHeight} as the first is.", nameof(tiles));
                }

                Copy(tiles[i].Image, sheet, x, y);
                if (tiles[i].Caption.Length == 0) continue;
                var baseline = new Point(x + 2, y + tileHeight + CaptionHeight - 5);
                Cv2.PutText(
                    mat, tiles[i].Caption, baseline, HersheyFonts.HersheySimplex, FontScale, s_ink, 1, LineTypes.AntiAlias);
            }
        }

        return sheet;
    }

    /// <summary>
    /// A caption that says when: hours, minutes and seconds to the millisecond, such as <c>0:01:08.500</c>.
    /// </summary>
    /// <param name="seconds">Seconds from the beginning; may be negative.</param>
    /// <param name="label">What is seen then; of several names between commas the first is shown. Null for nothing.</param>
    public static string TimeCaption(double seconds, string? label = null)
    {
        var time = TimeSpan.FromMilliseconds(Math.Round(Math.Abs(seconds) * 1000));
        var text = $"{(seconds < 0 ? "-" : "")}{(int)time.TotalHours}:{time:mm\\:ss\\.fff}";
        if (label is null) return text;
        var name = string.Concat(label.Split(',')[0].Select(letter => char.IsAscii(letter) ? letter : '?'));
        return $"{text}  {(name.Length <= LongestLabel ? name : name[..LongestLabel] + "...")}";
    }

    private static void Copy(BgrImage image, BgrImage sheet, int x, int y)
    {
        var stride = 3 * image.Width;
        for (var row = 0; row < image.Height; row++)
        {
            var place = sheet.Samples.AsSpan(3 * (((y + row) * sheet.Width) + x), stride);
            image.Samples.AsSpan(row * stride, stride).CopyTo(place);
        }
    }
}
