using VideoPipeline.Analysis;
using VideoPipeline.Imaging;

namespace VideoPipeline.Results;

/// <summary>
/// Creates <c>barcode.png</c>: the colors of a video from left to right, a bar for each preview. A bar is the picture averaged
/// over its width, so that sky and ground stay apart.
/// </summary>
internal static class ColorBarCode
{
    private const int Width = 1080, Height = 144;

    /// <summary>Creates the picture.</summary>
    /// <param name="previews">The previews, in presentation order, at even distances.</param>
    /// <param name="mean">The mean image, the only bar if there are no previews.</param>
    public static BgrImage Create(IReadOnlyList<Preview> previews, BgrImage mean)
    {
        var count = Math.Max(1, previews.Count);
        var barWidth = Math.Max(1, Width / count);
        var code = new BgrImage(count * barWidth, Height, new byte[3 * count * barWidth * Height]);
        for (var bar = 0; bar < count; bar++)
            Draw(previews.Count == 0 ? mean : ImageFile.Decode(previews[bar].Jpeg), code, bar * barWidth, barWidth);
        return code;
    }

    private static void Draw(BgrImage picture, BgrImage code, int left, int width)
    {
        for (var y = 0; y < Height; y++)
        {
            var (top, bottom) = (y * picture.Height / Height, Math.Max(1, ((y + 1) * picture.Height) + Height - 1) / Height);
            for (var channel = 0; channel < 3; channel++)
            {
                var level = Average(picture, top, bottom, channel);
                for (var x = left; x < left + width; x++) code.Samples[(3 * ((y * code.Width) + x)) + channel] = level;
            }
        }
    }

    private static byte Average(BgrImage picture, int top, int bottom, int channel)
    {
        var (sum, count) = (0L, (long)picture.Width * (bottom - top));
        for (var i = (3L * top * picture.Width) + channel; i < 3L * bottom * picture.Width; i += 3) sum += picture.Samples[i];
        return (byte)((sum + (count / 2)) / count);
    }
}
