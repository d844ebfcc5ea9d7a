namespace VideoPipeline.Decoding;

/// <summary>A decoded frame and which frame of the video it is. Valid until the next one is asked for.</summary>
/// <param name="Number">Its number in presentation order, from 0.</param>
/// <param name="Pts">Its presentation time stamp in the stream's time base, the edit list applied.</param>
/// <param name="Frame">The pictures; their own time stamp is that of the slice they came from.</param>
public readonly record struct NumberedFrame(long Number, long Pts, RawFrame Frame);
