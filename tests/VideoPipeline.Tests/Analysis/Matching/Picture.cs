using VideoPipeline.Analysis.Matching;

namespace VideoPipeline.Tests.Analysis.Matching;

/// <summary>Synthetic images for block matching: a smooth texture, rendered with any translation and scale.</summary>
internal static class Picture
{
    /// <summary>
    /// Renders the texture with a view that is translated right and down by samples, and magnified about its center.
    /// </summary>
    public static byte[] At(double x = 0, double y = 0, double zoom = 1, double light = 1, int seed = 1)
    {
        var random = new Random(seed);
        var waves = Enumerable.Range(0, 12)
            .Select(_ => (
                X: 0.1 + (0.5 * random.NextDouble()), Y: (random.NextDouble() - 0.5) * 0.9, Phase: 6 * random.NextDouble()))
            .ToArray();
        var samples = new byte[MatchImage.Length];
        for (var plane = 0; plane < MatchImage.Planes; plane++)
        {
            for (var row = 0; row < MatchImage.Height; row++)
            {
                for (var column = 0; column < MatchImage.Width; column++)
                {
                    var (across, down) = (((column - 31.5) / zoom) + x, ((row - 17.5) / zoom) + y);
                    var height = waves.Sum(wave => Math.Sin((wave.X * across) + (wave.Y * down) + wave.Phase + plane));
                    samples[(plane * MatchImage.Area) + (row * MatchImage.Width) + column] =
                        (byte)Math.Clamp(Math.Round(light * (100 + ((plane == 0 ? 24 : 6) * height))), 0, 255);
                }
            }
        }

        return samples;
    }

    /// <summary>Returns a copy of the image with a rectangle of constant luma.</summary>
    public static byte[] With(byte[] image, int x, int y, int width, int height, byte luma)
    {
        var covered = image.ToArray();
        for (var row = y; row < y + height; row++) Array.Fill(covered, luma, (row * MatchImage.Width) + x, width);
        return covered;
    }
}
