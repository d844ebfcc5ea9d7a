using System.Runtime.Intrinsics;

namespace VideoPipeline.Cli.Samples;

/// <summary>The pictures of the sample film: painted landscapes with camera movements, cuts, fades and film grain.</summary>
internal static class SampleFilm
{
    /// <summary>The size of a frame in pixels.</summary>
    public const int Width = 640, Height = 360;

    /// <summary>Frames per second.</summary>
    public const int FrameRate = 24;

    private const float Grain = 0.045f, Vignette = 0.34f;

    private static readonly SampleShot[] s_shots =
    [
        // A pan over mountains at dawn.
        new(52, static () =>
        [
            Scenery.Sky(0x2B4A86, 0xF6B58A, 330, (640, 250, 20, 0xFFE3B0), 0.52f, 3),
            Scenery.Mountains(262, 130, 190, 0x6F7FA6, 0xE9B69C, 46, 11, 0.22f),
            Scenery.Mountains(318, 105, 130, 0x4A5B83, 0xC59A97, 0, 21, 0.42f),
            Scenery.Mountains(368, 90, 105, 0x2F3E5C, 0x7D6F80, 0, 31, 0.68f),
            Scenery.Forest(430, 95, 22, 0x141C2B, 0x2A2F40, 41, 1),
        ], new Camera(-120, 0, 1), new Camera(110, 0, 1)),

        // A zoom towards the sun over the sea.
        new(48, static () =>
        [
            Scenery.Sky(0x38265E, 0xFF9A56, 292, (500, 262, 26, 0xFFE9A8), 0.50f, 5),
            Scenery.Mountains(296, 44, 170, 0x5B3A63, 0xC96A5C, 0, 61, 0.40f),
            Scenery.Sea(290, 500, 0x17203F, 0xB85F5A, 0xFFD58A, 71),
        ], new Camera(0, -6, 1.02f), new Camera(18, -2, 1.55f)) { FadeOut = 12, Black = 3 },

        // A tilt from the moon down to a forest in the snow.
        new(48, static () =>
        [
            Scenery.Sky(0x0A1430, 0x4B6A8E, 430, (560, 120, 24, 0xF3F6FF), 0.40f, 7),
            Scenery.Stars(81),
            Scenery.Mountains(330, 120, 210, 0x33486B, 0x7F97B4, 60, 91, 0.45f),
            Scenery.Forest(400, 120, 34, 0x1B2C44, 0x5B7796, 101, 0.75f),
            Scenery.Forest(466, 190, 56, 0x0A1424, 0x26384F, 111, 1),
            new Layer(Scenery.Discs(20, 2.2f, 1.4f, 0.5f, 0.75f, [0xFFFFFF], 121)) { Nearness = 1, Drift = (-16, 60) },
            new Layer(Scenery.Discs(60, 5, 4, 0.5f, 0.5f, [0xF0F6FF], 131)) { Nearness = 1, Drift = (-30, 110) },
        ], new Camera(40, -88, 1), new Camera(-10, 84, 1)) { FadeIn = 10 },

        // A pan back over a city at dusk.
        new(48, static () =>
        [
            Scenery.Sky(0x1E2A52, 0xE8906A, 350, (330, 320, 18, 0xFFD9A0), 0.54f, 9),
            Scenery.City(420, 190, 46, 0x4D4A6B, 0xC98A78, 141, 0.30f),
            Scenery.City(450, 230, 62, 0x2F3252, 0x8A6470, 151, 0.55f),
            Scenery.City(540, 260, 96, 0x171C33, 0x3C3A52, 161, 1),
        ], new Camera(120, 20, 1), new Camera(-120, 20, 1)),

        // Its lights, out of focus, fading out.
        new(44, static () =>
        [
            new Layer(static (x, y) => Rgba.Of(0x0B1226).Mix(Rgba.Of(0x3A2030), y / 540f)),
            new Layer(Scenery.Discs(90, 44, 10, 0.8f, 0.55f, [0xFFB45E, 0xFF7E5B, 0xFFD98A, 0x6FB7FF], 171))
                { Nearness = 0.4f, Drift = (6, 0) },
            new Layer(Scenery.Discs(180, 80, 12, 0.7f, 0.42f, [0xFF9650, 0xFFE0A0, 0xE85F7A, 0x64D2C8], 181))
                { Nearness = 0.9f, Drift = (-10, 3) },
        ], new Camera(-20, 0, 1.05f), new Camera(20, 0, 1)) { FadeOut = 20, Black = 8 },
    ];

    /// <summary>The number of shots.</summary>
    public static int Shots => s_shots.Length;

    /// <summary>Renders all frames in order, each as the red, green and blue of its pixels.</summary>
    public static IEnumerable<byte[]> Render()
    {
        var number = 0;
        foreach (var shot in s_shots)
        {
            var layers = shot.Paint();
            for (var frame = 0; frame < shot.Frames; frame++) yield return Render(shot, layers, frame, number++);
        }
    }

    private static byte[] Render(SampleShot shot, Layer[] layers, int frame, int number)
    {
        var camera = shot.Start.Towards(shot.End, frame / (shot.Frames - 1f));
        var (light, seconds) = (shot.LightOf(frame), frame / (float)FrameRate);
        var bytes = new byte[Width * Height * 3];
        Parallel.For(0, Height, y =>
        {
            Span<Vector128<float>> row = stackalloc Vector128<float>[Width];
            row.Clear();
            foreach (var layer in layers) layer.LayOver(row, y - (Height / 2f), camera, seconds);
            Develop(row, bytes.AsSpan(y * Width * 3, Width * 3), y, light, number);
        });
        return bytes;
    }

    // Darker corners, and grain that is stronger in the middle tones, as on film. Black stays black.
    private static void Develop(ReadOnlySpan<Vector128<float>> row, Span<byte> bytes, int y, float light, int number)
    {
        for (var x = 0; x < Width; x++)
        {
            var (dx, dy) = ((x / (Width / 2f)) - 1, (y / (Height / 2f)) - 1);
            var exposure = light * (1 - (Vignette * ((dx * dx) + (dy * dy)) / 2));
            var grain = Grain * (Noise.At(x, y, 1000 + number) + Noise.At(x, y, 9000 + number) - 1);
            for (var channel = 0; channel < 3; channel++)
            {
                var value = Math.Clamp(row[x][channel], 0, 1) * exposure;
                value += grain * 4 * value * (1.2f - value);
                bytes[(3 * x) + channel] = (byte)((255 * Math.Clamp(value, 0, 1)) + 0.5f);
            }
        }
    }
}
