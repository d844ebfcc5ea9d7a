namespace VideoPipeline.Results.Shots;

/// <summary>The transition at the start of a shot.</summary>
internal enum ShotTransition
{
    /// <summary>The start of the video.</summary>
    Start,

    /// <summary>A cut: the image is replaced from one frame to the next.</summary>
    Cut,

    /// <summary>A fade: the image gradually changes to or from black, white or another uniform tone.</summary>
    Fade,
}

/// <summary>A shot: consecutive rows (analyzed frames) without a cut or fade between them.</summary>
/// <param name="Start">The first row.</param>
/// <param name="End">The row after the last.</param>
/// <param name="Transition">The transition at its start.</param>
internal readonly record struct Shot(int Start, int End, ShotTransition Transition)
{
    /// <summary>The number of rows.</summary>
    public int Length => End - Start;
}
