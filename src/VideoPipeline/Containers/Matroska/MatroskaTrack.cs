using VideoPipeline.Video;

namespace VideoPipeline.Containers.Matroska;

/// <summary>The properties of a video track that a remuxed file keeps.</summary>
/// <param name="TimestampScale">The duration of a tick, in nanoseconds (<c>Info</c>).</param>
/// <param name="Entry">The complete <c>TrackEntry</c> element.</param>
/// <param name="FirstSample">
/// The first bytes of the first sample: VP8 and VP9 have their parameters in the first frame, not in the track entry.
/// </param>
internal sealed record MatroskaTrack(int TimestampScale, byte[] Entry, byte[] FirstSample) : ContainerTrack;
