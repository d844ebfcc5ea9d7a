using static VideoPipeline.Cli.Samples.Interpolation;

namespace VideoPipeline.Cli.Samples;

/// <summary>Value noise: the same numbers on every machine.</summary>
internal static class Noise
{
    private const float PersistencePerOctave = 0.5f;

    /// <summary>A pseudo-random number of 0 up to 1 for a point of the integer grid.</summary>
    /// <remarks>The finalizer of MurmurHash3.</remarks>
    public static float At(int x, int y, int seed)
    {
        var hash = unchecked(((uint)x * 0x9E3779B1u) ^ ((uint)y * 0x85EBCA77u) ^ ((uint)seed * 0xC2B2AE3Du));
        hash = unchecked((hash ^ (hash >> 16)) * 0x85EBCA6Bu);
        hash = unchecked((hash ^ (hash >> 13)) * 0xC2B2AE35u);
        return ((hash ^ (hash >> 16)) >> 8) / (float)(1 << 24);
    }

    /// <summary>
    /// The sum of octaves of smooth noise, of 0 up to 1; each octave has twice the frequency and half the weight.
    /// </summary>
    public static float Fractal(float x, float y, int seed, int octaves)
    {
        var (sum, weights, weight) = (0f, 0f, 1f);
        for (var octave = 0; octave < octaves; octave++)
        {
            sum += weight * Smooth(x, y, seed + octave);
            weights += weight;
            (x, y, weight) = (2 * x, 2 * y, weight * PersistencePerOctave);
        }
        return sum / weights;
    }

    private static float Smooth(float x, float y, int seed)
    {
        var (left, top) = ((int)MathF.Floor(x), (int)MathF.Floor(y));
        var (u, v) = (Ease(x - left), Ease(y - top));
        var upper = Mix(At(left, top, seed), At(left + 1, top, seed), u);
        var lower = Mix(At(left, top + 1, seed), At(left + 1, top + 1, seed), u);
        return Mix(upper, lower, v);
    }
}
