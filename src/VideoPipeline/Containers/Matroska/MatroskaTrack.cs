using VideoPipeline.Video;

namespace VideoPipeline.Containers.Matroska;

/// <summary>What a slice must carry over from the video track it is cut from.</summary>
/// <param name="TimestampScale">Nanoseconds of a tick (<c>Info</c>).</param>
/// <param name="Entry">The <c>TrackEntry</c> element, whole.</param>
/// <param name="FirstSample">The first bytes of the video: VP8 and VP9 are described by their first frame only.</param>
public sealed record MatroskaTrack(int TimestampScale, byte[] Entry, byte[] FirstSample) : ContainerTrack;
