namespace VideoPipeline.StatesLanguage.Running;

/// <summary>The source of random values for jitter, States.MathRandom, States.UUID and identifiers. Thread-safe.</summary>
public class Randomness
{
    /// <summary>The random number generator of .NET.</summary>
    public static Randomness System { get; } = new();

    protected Randomness()
    {
    }

    /// <summary>Returns a number from 0 (inclusive) to 1 (exclusive).</summary>
    public virtual double NextDouble() => Random.Shared.NextDouble();

    public virtual Guid NextGuid() => Guid.NewGuid();
}
