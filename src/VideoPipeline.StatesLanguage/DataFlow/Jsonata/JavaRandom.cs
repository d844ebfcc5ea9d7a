namespace VideoPipeline.StatesLanguage.DataFlow.Jsonata;

/// <summary>The random numbers of java.util.Random, from which AWS takes those of <c>$random</c> with a seed.</summary>
/// <remarks>Java SE API specification, class java.util.Random: a linear congruential generator of 48 bits.</remarks>
internal static class JavaRandom
{
    private const long Multiplier = 0x5DEECE66D;
    private const long Increment = 0xB;
    private const long Mask = (1L << 48) - 1;

    /// <summary>The first number from 0 (inclusive) to 1 (exclusive) after a seed.</summary>
    public static double NextDouble(long seed)
    {
        var state = (seed ^ Multiplier) & Mask;
        var high = Next(ref state, bits: 26);
        var low = Next(ref state, bits: 27);
        return ((high << 27) + low) / (double)(1L << 53);
    }

    private static long Next(ref long state, int bits)
    {
        state = ((state * Multiplier) + Increment) & Mask;
        return state >> (48 - bits);
    }
}
