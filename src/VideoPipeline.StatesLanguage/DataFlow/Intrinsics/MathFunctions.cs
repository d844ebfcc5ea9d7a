using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.StatesLanguage.DataFlow.Intrinsics;

/// <summary>Intrinsic functions on numbers.</summary>
internal static class MathFunctions
{
    /// <summary>Adds two numbers, each rounded first: 1.5 + 1.51 is 4 (recorded on AWS).</summary>
    public static JsonData Add(JsonData first, JsonData second) => Argument.Integer(first) + Argument.Integer(second);

    /// <summary>A random integer from the first argument (inclusive) to the second (exclusive). The optional third argument
    /// is a seed: the same seed always gives the same number.</summary>
    public static JsonData Random(JsonData[] arguments, Randomness randomness)
    {
        var (from, to) = (Argument.Integer(arguments[0]), Argument.Integer(arguments[1]));
        if (from >= to) throw new IntrinsicArgumentException("The first argument must be less than the second.");
        var fraction = arguments.Length == 3
            ? new Random(Argument.Integer(arguments[2]).GetHashCode()).NextDouble()
            : randomness.NextDouble();
        return from + (long)(fraction * (to - from));
    }
}
