namespace VideoPipeline.Cli.Samples;

/// <summary>Paints what the scenes of the sample film consist of.</summary>
internal static class Scenery
{
    /// <summary>A sky: a gradient from the zenith to the horizon, a glowing disc and clouds.</summary>
    /// <param name="zenith">The color at the top.</param>
    /// <param name="horizon">The color at the height <paramref name="end"/>, and below.</param>
    /// <param name="end">The height in pixels at which the gradient ends.</param>
    /// <param name="disc">The position, radius and color of the sun or the moon.</param>
    /// <param name="clouds">How much of the sky is clouded, of 0 to 1.</param>
    /// <param name="seed">The seed of the clouds.</param>
    public static Layer Sky(
        int zenith, int horizon, float end, (float X, float Y, float Radius, int Color) disc, float clouds, int seed)
    {
        var (top, bottom, light) = (Rgba.Of(zenith), Rgba.Of(horizon), Rgba.Of(disc.Color));
        return new Layer((x, y) =>
        {
            var color = top.Mix(bottom, MathF.Pow(Math.Clamp(y / end, 0, 1), 1.4f));
            var distance = Distance(x - disc.X, y - disc.Y);
            color = color.Plus(light, 0.55f * MathF.Exp(-distance / (disc.Radius * 3.2f)));
            color = color.Mix(light, disc.Radius - distance);
            var cover = Noise.Fractal(x / 150f, y / 42f, seed, 5) - (1 - clouds);
            var lit = light.Mix(bottom, 0.35f + (distance / 700));
            return color.Mix(lit, Math.Clamp(cover * 4, 0, 0.85f) * Math.Clamp(1.25f - (y / end), 0, 1));
        });
    }

    /// <summary>A mountain range before the horizon, brighter towards its foot, where it is hazy.</summary>
    /// <param name="baseline">The mean height of the ridge in pixels from the top.</param>
    /// <param name="height">The difference between its lowest and its highest point.</param>
    /// <param name="width">The width of a mountain.</param>
    /// <param name="rock">The color of the ridge.</param>
    /// <param name="haze">The color of the haze.</param>
    /// <param name="snow">The height of the snow below the peaks; 0 for none.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="nearness">See <see cref="Layer.Nearness"/>.</param>
    public static Layer Mountains(
        float baseline, float height, float width, int rock, int haze, float snow, int seed, float nearness) => new((x, y) =>
        {
            var ridge = baseline - (height * (Ridge(x / width, seed) - 0.5f));
            var depth = y - ridge;
            if (depth < -1) return Rgba.Clear;
            var slope = Noise.Fractal((x + (0.7f * y)) / 26f, y / 34f, seed + 50, 4);
            var color = Rgba.Of(rock).Plus(new Rgba(1, 1, 1), 0.28f * (slope - 0.5f));
            var line = (snow * (1.5f - (2 * slope))) - depth - ((ridge - baseline + (height * 0.15f)) * 1.3f);
            if (snow > 0) color = color.Mix(Rgba.Of(0xF4F1F2), Math.Clamp(line / 9, 0, 0.9f) * (0.55f + (0.45f * slope)));
            return color.Mix(Rgba.Of(haze), depth / (height * 1.5f)).At(depth + 1);
        })
        { Nearness = nearness };

    /// <summary>A sea below the horizon, with the glitter of a low sun.</summary>
    public static Layer Sea(float horizon, float sunX, int near, int far, int light, int seed) => new((x, y) =>
    {
        var depth = y - horizon;
        if (depth < 0) return Rgba.Clear;
        var waves = Noise.Fractal(x / (9f + (depth * 0.35f)), depth / (1.2f + (depth * 0.035f)), seed, 4);
        var color = Rgba.Of(far).Mix(Rgba.Of(near), depth / 170).Plus(new Rgba(1, 1, 1), 0.22f * (waves - 0.5f));
        var path = MathF.Exp(-MathF.Abs(x - sunX) / (26 + (depth * 0.55f)));
        return color.Mix(Rgba.Of(light), Math.Clamp((waves - 0.62f + (0.3f * path)) * 5, 0, 1) * path);
    })
    { Nearness = 0.55f };

    /// <summary>A row of buildings with lit windows.</summary>
    /// <param name="ground">Where they stand, in pixels from the top.</param>
    /// <param name="tallest">The height of the tallest.</param>
    /// <param name="width">The mean width of a building.</param>
    /// <param name="wall">The color of the walls.</param>
    /// <param name="haze">The color of the haze between the buildings' feet.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="nearness">See <see cref="Layer.Nearness"/>.</param>
    public static Layer City(
        float ground, float tallest, int width, int wall, int haze, int seed, float nearness) => new((x, y) =>
        {
            var plot = x / width;
            var gap = Noise.At(plot, 1, seed) * 0.3f * width;
            var inside = x - (plot * width);
            var roof = ground - (tallest * (0.35f + (0.65f * Noise.At(plot, 2, seed))));
            if (y < roof || inside < gap * 0.3f) return Rgba.Clear;
            var shade = Rgba.Of(wall).Plus(new Rgba(1, 1, 1), 0.09f * (Noise.At(plot, 3, seed) - 0.5f));
            shade = shade.Plus(new Rgba(1, 0.8f, 0.6f), 0.10f * (inside / (float)width));
            var (column, floor) = ((int)inside / 8, (int)(y - roof) / 11);
            var isWindow = (int)inside % 8 is >= 2 and <= 5 && (int)(y - roof) % 11 is >= 3 and <= 8 && y < ground - 6;
            var lit = Noise.At((plot * 64) + column, floor, seed + 9);
            if (isWindow && lit > 0.58f)
                shade = Rgba.Of(lit > 0.93f ? 0xBFE0FF : 0xFFC46B).Mix(shade, 0.55f * Noise.At(floor, column, seed));
            else if (isWindow) shade = shade.Plus(new Rgba(0.3f, 0.45f, 0.6f), 0.16f);
            return shade.Mix(Rgba.Of(haze), Math.Clamp((y - roof) / (ground - roof + 1), 0, 1) * 0.55f);
        })
        { Nearness = nearness };

    /// <summary>Spruces against the light.</summary>
    public static Layer Forest(float ground, float height, int spacing, int color, int haze, int seed, float nearness) =>
        new((x, y) =>
        {
            var opacity = Math.Clamp(y - ground - (10 * Noise.Fractal(x / 60f, 0, seed, 3)), 0, 1);
            var nearest = x / spacing;
            for (var tree = nearest - 1; tree <= nearest + 1; tree++)
            {
                var center = (tree + 0.2f + (0.6f * Noise.At(tree, 1, seed))) * spacing;
                var size = height * (0.55f + (0.45f * Noise.At(tree, 2, seed)));
                var below = y - (ground + 12 - size);
                if (below < 0) continue;
                var branch = below % 13 / 13;
                var half = (below * 0.17f * (0.72f + (0.55f * branch))) + (2.2f * Noise.At(x / 3, y / 3, seed));
                opacity = Math.Max(opacity, Math.Clamp(half - MathF.Abs(x - center), 0, 1));
            }
            return opacity <= 0
                ? Rgba.Clear
                : Rgba.Of(color).Mix(Rgba.Of(haze), (y - ground + (height * 0.4f)) / height).At(opacity);
        })
        { Nearness = nearness };

    /// <summary>Stars.</summary>
    public static Layer Stars(int seed) => new((x, y) =>
    {
        var star = Noise.At(x, y, seed);
        return star < 0.9975f ? Rgba.Clear : Rgba.Of(0xE8F0FF).At((star - 0.9975f) * 320 * Math.Clamp(1 - (y / 420f), 0, 1));
    });

    /// <summary>Soft discs: falling snow, or lights out of focus.</summary>
    /// <param name="cell">The size of the cells with one disc each, in pixels; divides the size of a layer.</param>
    /// <param name="radius">The largest radius.</param>
    /// <param name="edge">The width of the soft edge.</param>
    /// <param name="share">The share of cells with a disc.</param>
    /// <param name="opacity">The largest opacity.</param>
    /// <param name="colors">The colors.</param>
    /// <param name="seed">The seed.</param>
    public static Func<int, int, Rgba> Discs(
        int cell, float radius, float edge, float share, float opacity, int[] colors, int seed) => (x, y) =>
        {
            var result = Rgba.Clear;
            for (var row = (y / cell) - 1; row <= (y / cell) + 1; row++)
            {
                for (var column = (x / cell) - 1; column <= (x / cell) + 1; column++)
                {
                    var (u, v) = (Wrap(column, Layer.Width / cell), Wrap(row, Layer.Height / cell));
                    if (Noise.At(u, v, seed) > share) continue;
                    var centerX = (column + Noise.At(u, v, seed + 1)) * cell;
                    var centerY = (row + Noise.At(u, v, seed + 2)) * cell;
                    var size = radius * (0.45f + (0.55f * Noise.At(u, v, seed + 3)));
                    var cover = opacity * Math.Clamp((size - Distance(x - centerX, y - centerY)) / edge, 0, 1)
                        * (0.4f + (0.6f * Noise.At(u, v, seed + 4)));
                    var color = Rgba.Of(colors[(int)(Noise.At(u, v, seed + 5) * colors.Length)]);
                    if (cover > result.Opacity) result = color.At(cover).Mix(result, result.Opacity / 2);
                }
            }
            return result;
        };

    // Peaks: noise folded at its middle has sharp edges.
    private static float Ridge(float x, int seed) =>
        (0.7f * (1 - MathF.Abs((2 * Noise.Fractal(x, 0.5f, seed, 1)) - 1))) + (0.3f * Noise.Fractal(x * 4, 9.5f, seed + 7, 5));

    private static float Distance(float x, float y) => MathF.Sqrt((x * x) + (y * y));

    private static int Wrap(int value, int length) => ((value % length) + length) % length;
}
