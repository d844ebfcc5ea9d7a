namespace VideoPipeline.Results.Shots;

/// <summary>How a shot begins.</summary>
public enum ShotTransition
{
    /// <summary>The video begins with it.</summary>
    Start,

    /// <summary>It replaces the shot before from one frame to the next.</summary>
    Cut,

    /// <summary>Between it and the shot before the picture went out or came up slowly: from black, white or another flat tone.</summary>
    Fade,
}

/// <summary>A run of rows (analysed frames, in order) that was filmed, or cut to look filmed, in one go.</summary>
/// <param name="Start">The first row.</param>
/// <param name="End">The row after the last.</param>
/// <param name="Transition">How it begins.</param>
public readonly record struct Shot(int Start, int End, ShotTransition Transition)
{
    /// <summary>How many rows.</summary>
    public int Length => End - Start;
}
