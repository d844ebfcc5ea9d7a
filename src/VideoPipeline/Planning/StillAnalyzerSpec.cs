using System.Text.Json.Serialization;
using VideoPipeline.Results.StillFrames;
using VideoPipeline.Selection;

namespace VideoPipeline.Planning;

/// <summary>What the states must know of a look that was asked for: which it is, and which frames it takes.</summary>
/// <param name="Name">Its name, without a dot, which its arrays go by in partials.</param>
/// <param name="Key">
/// What determines what it finds, in words: its version, its options, check sums of what it was given. Part of a partial's key.
/// </param>
/// <param name="Interval">Which frames it looks at besides those of the shots; null for none.</param>
public sealed record StillAnalyzerSpec(string Name, string Key, SamplingInterval? Interval)
{
    /// <summary>Whether it also looks at frames of shots in which the picture has changed (<see cref="ChangedFrames"/>).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IncludesChangedFrames { get; init; }
}
