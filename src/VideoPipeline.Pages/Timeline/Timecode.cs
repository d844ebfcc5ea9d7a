namespace VideoPipeline.Pages.Timeline;

/// <summary>Timecodes as in SMPTE ST 12-1: hours, minutes, seconds and frames, non-drop-frame.</summary>
internal static class Timecode
{
    /// <summary>
    /// Returns the number of frames that a timecode counts to a second: the frame rate, rounded; null where the frame rate
    /// varies, so that frames have no timecode.
    /// </summary>
    /// <param name="frameRate">The frame rate; null if it is unknown.</param>
    /// <param name="isVariable">Whether the frame rate varies.</param>
    public static int? FramesPerSecond(double? frameRate, bool isVariable) =>
        frameRate is { } rate && !isVariable && Math.Round(rate) is >= 1 and <= 1000 and var rounded ? (int)rounded : null;
}
