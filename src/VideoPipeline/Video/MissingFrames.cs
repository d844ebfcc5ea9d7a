namespace VideoPipeline.Video;

/// <summary>Frames that no worker could give.</summary>
/// <param name="Start">The first frame number.</param>
/// <param name="End">The frame number after the last.</param>
/// <param name="Cause">Why, in words.</param>
public sealed record MissingFrames(long Start, long End, string Cause);
