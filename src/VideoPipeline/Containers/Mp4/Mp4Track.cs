using VideoPipeline.Video;

namespace VideoPipeline.Containers.Mp4;

/// <summary>The properties of a video track that a remuxed file keeps.</summary>
/// <param name="SampleDescription">The complete <c>stsd</c> box, with one entry.</param>
/// <param name="Timescale">The media time scale, in ticks per second (<c>mdhd</c>).</param>
/// <param name="Matrix">The nine values of the display matrix: the product of the track's and the movie's matrix.</param>
/// <param name="Width">The track width, 16.16 fixed point (<c>tkhd</c>).</param>
/// <param name="Height">The track height, 16.16 fixed point (<c>tkhd</c>).</param>
internal sealed record Mp4Track(byte[] SampleDescription, uint Timescale, int[] Matrix, uint Width, uint Height) : ContainerTrack;
