using System.Text.Json.Serialization;

namespace VideoPipeline.Looks;

/// <summary>A look that was asked for.</summary>
/// <param name="Terms">What of it travels from state to state.</param>
/// <param name="Create">Makes one for a thread.</param>
public sealed record FrameLook(LookTerms Terms, Func<IFrameLook> Create)
{
    /// <summary>Sees that it works, before a video is decoded for it; throws what is wrong.</summary>
    public Action Check { get; init; } = static () => { };
}

/// <summary>What the states must know of a look that was asked for: which it is, and which frames it takes.</summary>
/// <param name="Name">Its name, without a dot, which its arrays go by in partials.</param>
/// <param name="Key">
/// What determines what it finds, in words: its version, its options, check sums of what it was given. Part of a partial's key.
/// </param>
/// <param name="Interval">Which frames it looks at besides those of the shots; null for none.</param>
public sealed record LookTerms(string Name, string Key, LookInterval? Interval)
{
    /// <summary>Whether it also looks at frames of shots in which the picture has changed (<see cref="ChangedFrames"/>).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Changes { get; init; }
}
