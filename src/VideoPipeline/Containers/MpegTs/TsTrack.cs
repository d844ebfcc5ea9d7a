using VideoPipeline.Containers.Mp4;
using VideoPipeline.Video;

namespace VideoPipeline.Containers.MpegTs;

/// <summary>Where the samples of a video lie in a transport stream: each in the packets of one PES packet.</summary>
/// <param name="Layout">How the packets lie in the file.</param>
/// <param name="Pid">The PID of the video's packets.</param>
/// <param name="StreamType">What is in them (ISO/IEC 13818-1, table 2-34).</param>
/// <param name="End">The position after the last of them.</param>
/// <param name="Movie">The track of the MP4 files that samples are remuxed into.</param>
public sealed record TsTrack(PacketLayout Layout, int Pid, int StreamType, long End, Mp4Track Movie) : ContainerTrack;
