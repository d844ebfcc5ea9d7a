using VideoPipeline.Planning;

namespace VideoPipeline.Stills;

/// <summary>A look that was asked for.</summary>
/// <param name="Spec">What of it travels from state to state.</param>
/// <param name="Create">Makes one for a thread.</param>
public sealed record PreparedStillAnalyzer(StillAnalyzerSpec Spec, Func<IStillAnalyzer> Create)
{
    /// <summary>Sees that it works, before a video is decoded for it; throws what is wrong.</summary>
    public Action Check { get; init; } = static () => { };
}
