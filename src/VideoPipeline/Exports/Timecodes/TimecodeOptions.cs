namespace VideoPipeline.Exports.Timecodes;

/// <summary>How the frames of a video are counted in timecodes.</summary>
/// <param name="NonDrop">Whether 29.97 and 59.94 frames per second are counted without drop-frame.</param>
/// <param name="Start">The timecode of the first frame of the video; null for 00:00:00:00.</param>
internal sealed record TimecodeOptions(bool NonDrop = false, string? Start = null);
