using VideoPipeline.Containers.Mp4;

namespace VideoPipeline.Containers.MpegTs.Streams;

/// <summary>Writes the sample description (ISO/IEC 14496-12, 8.5.2 and 12.1.3) of a video that was in no MP4 file.</summary>
internal static class SampleDescription
{
    private const uint Resolution72 = 72 << 16;

    /// <param name="format">Four characters.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="configuration">Writes the codec's configuration box.</param>
    public static byte[] Write(string format, int width, int height, Action<BoxWriter> configuration) =>
        new BoxWriter().FullBox("stsd", 0, 0, stsd => stsd.U32(1).Box(format, entry =>
        {
            entry.Zeros(6).U16(1).Zeros(16).U16((ushort)width).U16((ushort)height).U32(Resolution72).U32(Resolution72)
                .Zeros(4).U16(1).Zeros(32).U16(24).U16(ushort.MaxValue);
            configuration(entry);
        })).ToArray();
}
