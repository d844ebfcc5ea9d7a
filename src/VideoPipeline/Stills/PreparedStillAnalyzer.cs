using VideoPipeline.Planning;

namespace VideoPipeline.Stills;

/// <summary>A still analyzer that an execution requested, ready to be created.</summary>
/// <param name="Spec">The specification that is passed between states.</param>
/// <param name="Create">Creates an analyzer for one thread.</param>
internal sealed record PreparedStillAnalyzer(StillAnalyzerSpec Spec, Func<IStillAnalyzer> Create)
{
    /// <summary>Verifies that the analyzer works, before a video is decoded for it. Throws if it does not.</summary>
    public Action Check { get; init; } = static () => { };
}
