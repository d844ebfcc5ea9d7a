namespace VideoPipeline.StatesLanguage.Running;

/// <summary>Where jitter, States.MathRandom, States.UUID and the names of child executions come from.
/// Thread-safe.</summary>
public class Randomness
{
    /// <summary>The system's.</summary>
    public static Randomness System { get; } = new();

    protected Randomness()
    {
    }

    /// <summary>A number from 0 (included) to 1 (excluded).</summary>
    public virtual double NextDouble() => Random.Shared.NextDouble();

    public virtual Guid NextGuid() => Guid.NewGuid();
}
