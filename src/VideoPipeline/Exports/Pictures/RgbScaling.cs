using VideoPipeline.Analysis.Resizing;
using VideoPipeline.Decoding;
using VideoPipeline.Imaging;

namespace VideoPipeline.Exports.Pictures;

/// <summary>Converts decoded <c>rgb24</c> pictures.</summary>
internal static class RgbScaling
{
    /// <summary>The picture at its size.</summary>
    public static BgrImage ToImage(Picture picture)
    {
        var rgb = picture.Span;
        var bgr = new byte[picture.ByteCount];
        for (var i = 0; i < rgb.Length; i += 3) (bgr[i], bgr[i + 1], bgr[i + 2]) = (rgb[i + 2], rgb[i + 1], rgb[i]);
        return new BgrImage(picture.Width, picture.Height, bgr);
    }

    /// <summary>The picture at another size, each channel averaged over areas, in integers: the same on every machine.</summary>
    public static BgrImage Resize(Picture picture, int width, int height)
    {
        var reduction = new AreaReduction(picture.Width, picture.Height, width, height);
        var rgb = picture.Span;
        var bgr = new byte[3 * width * height];
        var (plane, reduced) = (new byte[picture.Width * picture.Height], new byte[width * height]);
        for (var channel = 0; channel < 3; channel++)
        {
            for (var i = 0; i < plane.Length; i++) plane[i] = rgb[(3 * i) + channel];
            reduction.Reduce(plane, reduced);
            for (var i = 0; i < reduced.Length; i++) bgr[(3 * i) + 2 - channel] = reduced[i];
        }
        return new BgrImage(width, height, bgr);
    }
}
