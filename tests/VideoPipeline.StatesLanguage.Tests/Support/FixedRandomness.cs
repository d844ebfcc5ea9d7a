using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.StatesLanguage.Tests.Support;

/// <summary>Gives the same number each time.</summary>
internal sealed class FixedRandomness(double number) : Randomness
{
    public override double NextDouble() => number;
}
