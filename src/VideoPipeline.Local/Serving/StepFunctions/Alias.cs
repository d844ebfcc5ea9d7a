namespace VideoPipeline.Local.Serving.StepFunctions;

/// <summary>A version to which an alias routes executions.</summary>
/// <param name="Version">The number of the version.</param>
/// <param name="Weight">The percentage of executions.</param>
internal readonly record struct Route(int Version, int Weight);

/// <summary>An alias of a state machine.</summary>
/// <param name="Routes">One version, or two; the weights sum up to <see cref="TotalWeight"/>.</param>
internal sealed record Alias(
    string Name, string? Description, IReadOnlyList<Route> Routes, DateTimeOffset Created, DateTimeOffset Updated)
{
    public const int TotalWeight = 100;

    public bool RefersTo(int version) => Routes.Any(route => route.Version == version);

    /// <summary>Whether another alias has the same name, description and routes.</summary>
    public bool IsSame(Alias other) =>
        Name == other.Name && Description == other.Description && Routes.SequenceEqual(other.Routes);

    /// <summary>The number of the version that an execution runs.</summary>
    /// <param name="point">A random number from 0 to <see cref="TotalWeight"/> - 1.</param>
    public int Choose(int point) => point < Routes[0].Weight ? Routes[0].Version : Routes[^1].Version;
}
