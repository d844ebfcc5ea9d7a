using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.StatesLanguage.Tests.Support;

/// <summary>Always returns the same number.</summary>
internal sealed class FixedRandomness(double number) : Randomness
{
    public override double NextDouble() => number;
}
