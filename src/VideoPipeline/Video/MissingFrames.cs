namespace VideoPipeline.Video;

/// <summary>A range of frames that could not be decoded.</summary>
/// <param name="Start">The number of the first frame.</param>
/// <param name="End">One past the number of the last frame.</param>
/// <param name="Cause">The reason, as text.</param>
public sealed record MissingFrames(long Start, long End, string Cause);
