using VideoPipeline.Stills.Fingerprints;

namespace VideoPipeline.Tests.Stills.Fingerprints;

/// <summary>Random synthetic images of soft-edged blobs and bars of many sizes; a seed always gives the same image.</summary>
internal static class SyntheticImages
{
    public static GrayImage Create(int seed, int width = 320, int height = 240)
    {
        var random = new Random(seed);
        var canvas = new double[width * height];
        Array.Fill(canvas, 128);
        for (var i = 0; i < 160; i++)
        {
            var (x, y) = (random.NextDouble() * width, random.NextDouble() * height);
            var (a, b) = (3 + (random.NextDouble() * 22), 3 + (random.NextDouble() * 22));
            var (angle, level) = (random.NextDouble() * Math.PI, random.Next(256));
            var (cos, sin) = (Math.Cos(angle), Math.Sin(angle));
            for (var row = (int)Math.Max(0, y - 40); row < Math.Min(height, y + 40); row++)
                for (var column = (int)Math.Max(0, x - 40); column < Math.Min(width, x + 40); column++)
                {
                    var (u, v) = (((column - x) * cos) + ((row - y) * sin), ((row - y) * cos) - ((column - x) * sin));
                    var inside = Math.Clamp(2 * (1 - Math.Max(Math.Abs(u) / a, Math.Abs(v) / b)), 0, 1);
                    var pixel = (row * width) + column;
                    canvas[pixel] += inside * (level - canvas[pixel]);
                }
        }
        return new GrayImage(width, height, Array.ConvertAll(canvas, value => (byte)value));
    }

    /// <summary>
    /// Places the image on a uniform background: scaled, rotated clockwise by degrees about its center, and centered at a point.
    /// Returns the frame and the corners of the image in it.
    /// </summary>
    public static (GrayImage Frame, (double X, double Y)[] Corners) Place(
        this GrayImage picture, int width, int height, double scale, double degrees, (double X, double Y) centre)
    {
        var (cos, sin) = (Math.Cos(degrees * Math.PI / 180), Math.Sin(degrees * Math.PI / 180));
        var samples = new byte[width * height];
        for (var row = 0; row < height; row++)
            for (var column = 0; column < width; column++)
            {
                var (dx, dy) = (column + 0.5 - centre.X, row + 0.5 - centre.Y);
                var x = (((dx * cos) + (dy * sin)) / scale) + (picture.Width / 2.0) - 0.5;
                var y = (((dy * cos) - (dx * sin)) / scale) + (picture.Height / 2.0) - 0.5;
                samples[(row * width) + column] = Sample(picture, x, y);
            }
        (double, double) Corner(double right, double down) => (
            centre.X + (scale * ((right * cos) - (down * sin))), centre.Y + (scale * ((right * sin) + (down * cos))));
        var (w, h) = (picture.Width / 2.0, picture.Height / 2.0);
        return (new GrayImage(width, height, samples), [Corner(-w, -h), Corner(w, -h), Corner(w, h), Corner(-w, h)]);
    }

    private static byte Sample(GrayImage picture, double x, double y)
    {
        var (left, top) = ((int)Math.Floor(x), (int)Math.Floor(y));
        if (left < 0 || top < 0 || left + 1 >= picture.Width || top + 1 >= picture.Height) return 100;
        var (right, down) = (x - left, y - top);
        double At(int column, int row) => picture.Samples[(row * picture.Width) + column];
        return (byte)(((1 - down) * (((1 - right) * At(left, top)) + (right * At(left + 1, top))))
            + (down * (((1 - right) * At(left, top + 1)) + (right * At(left + 1, top + 1)))));
    }
}
