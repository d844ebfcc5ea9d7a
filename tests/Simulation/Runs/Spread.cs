namespace VideoPipeline.Simulation.Runs;

/// <summary>How the durations of invocations differ from their estimates. None of it is published; it is assumed.</summary>
/// <param name="Noise">The largest difference of an ordinary invocation: 0.1 is from 0.9 to 1.1 times the estimate.</param>
/// <param name="Stragglers">The fraction of invocations on a slow machine.</param>
/// <param name="Slowness">How many times longer these take.</param>
internal sealed record Spread(double Noise, double Stragglers, double Slowness)
{
    /// <summary>The spread by default.</summary>
    public static Spread Default { get; } = new(0.1, 0.005, 2);

    /// <summary>Draws the seconds of an invocation.</summary>
    public double Draw(double seconds, Random random) =>
        seconds * (1 + Noise * (2 * random.NextDouble() - 1)) * (random.NextDouble() < Stragglers ? Slowness : 1);
}
