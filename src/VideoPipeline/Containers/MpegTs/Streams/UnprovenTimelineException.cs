namespace VideoPipeline.Containers.MpegTs.Streams;

/// <summary>
/// A transport stream holds something that leaves open which frames a decoder makes of it; the message is a reason in a person's
/// words. The video is then decoded as a whole.
/// </summary>
internal sealed class UnprovenTimelineException(string why) : Exception(why);
