using VideoPipeline.Containers.Mp4;
using VideoPipeline.Video;

namespace VideoPipeline.Containers.MpegTs;

/// <summary>The properties of a transport stream's video that remuxing needs. Each sample is in one PES packet.</summary>
/// <param name="Layout">The layout of the packets in the file.</param>
/// <param name="Pid">The PID of the video's packets.</param>
/// <param name="StreamType"><c>stream_type</c> (ISO/IEC 13818-1, table 2-34).</param>
/// <param name="End">The file position after the last packet of the video.</param>
/// <param name="Movie">The track of the remuxed MP4 file.</param>
internal sealed record TsTrack(PacketLayout Layout, int Pid, int StreamType, long End, Mp4Track Movie) : ContainerTrack;
