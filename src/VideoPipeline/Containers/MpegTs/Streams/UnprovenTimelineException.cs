namespace VideoPipeline.Containers.MpegTs.Streams;

/// <summary>
/// A transport stream leaves open which frames a decoder outputs, so the video must be decoded as a whole. The message is the
/// reason, as the end of a sentence.
/// </summary>
internal sealed class UnprovenTimelineException(string reason) : Exception(reason)
{
    /// <summary>Whether a PES packet has fewer bytes than it declares.</summary>
    public bool IsShort { get; init; }

    /// <summary>Whether that is the last one, so that the file was cut off.</summary>
    public bool IsTruncated { get; init; }
}
