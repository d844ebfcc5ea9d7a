using VideoPipeline.Video;

namespace VideoPipeline.Containers.Mp4;

/// <summary>What a slice must carry over from the video track it is cut from.</summary>
/// <param name="SampleDescription">The <c>stsd</c> box, whole, with its one entry.</param>
/// <param name="Timescale">Ticks a second of the track's media time (<c>mdhd</c>).</param>
/// <param name="Matrix">The nine values of the display matrix, the track's and the movie's multiplied.</param>
/// <param name="Width">Track width, 16.16 fixed point (<c>tkhd</c>).</param>
/// <param name="Height">Track height, 16.16 fixed point (<c>tkhd</c>).</param>
public sealed record Mp4Track(byte[] SampleDescription, uint Timescale, int[] Matrix, uint Width, uint Height) : ContainerTrack;
