namespace VideoPipeline.Decoding;

/// <summary>A decoded frame and its frame number. Valid until the next frame is read.</summary>
/// <param name="Number">The frame number in presentation order, from 0.</param>
/// <param name="Pts">The presentation time stamp in the time base of the stream, after the edit list.</param>
/// <param name="Frame">The pictures. The time stamp of this object is that of the decoder input.</param>
internal readonly record struct NumberedFrame(long Number, long Pts, RawFrame Frame);
