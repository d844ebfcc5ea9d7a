using VideoPipeline.Video;

namespace VideoPipeline.Containers.Mp4;

/// <summary>
/// Writes the part of a remuxed file before its samples: <c>ftyp</c>, <c>moov</c> and the header of <c>mdat</c>.
/// </summary>
/// <remarks>
/// The sample tables are in <c>moov</c>, not in movie fragments, because ffmpeg derives the reordering depth of H.264 from them
/// (<c>mov_estimate_video_delay</c>). In fragmented files, it guesses the depth from the first frames.
/// </remarks>
internal static class RemuxedMovieHeader
{
    private const uint Language = 0x55C4;
    private const uint TrackEnabled = 3;

    public static byte[] Write(Mp4Track track, SampleTable samples, int[] rows)
    {
        var times = new RemuxedTimestamps(samples, rows);
        var dataBytes = rows.Sum(row => (long)samples.Size[row]);
        // The chunk offset is the length of this header, which does not depend on the offset's value.
        var length = Write(track, samples, rows, times, 0, dataBytes).Length;
        return Write(track, samples, rows, times, length, dataBytes);
    }

    private static byte[] Write(
        Mp4Track track, SampleTable samples, int[] rows, RemuxedTimestamps times, long dataOffset, long dataBytes)
    {
        var file = new BoxWriter();
        file.Box("ftyp", box => box.Text("isom").U32(0x200).Text("isom").Text("iso2").Text("mp41"));
        file.Box("moov", moov =>
        {
            moov.FullBox("mvhd", 1, 0, box => box.Zeros(16).U32(track.Timescale).I64(times.Duration)
                .U32(1 << 16).U16(1 << 8).Zeros(10).Matrix(DisplayMatrix.Identity).Zeros(24).U32(2));
            moov.Box("trak", trak =>
            {
                trak.FullBox("tkhd", 1, TrackEnabled, box => box.Zeros(16).U32(1).U32(0).I64(times.Duration)
                    .Zeros(16).Matrix(track.Matrix).U32(track.Width).U32(track.Height));
                if (times.FirstPts >= 0) trak.Box("edts", edts => WriteEdits(edts, times));
                trak.Box("mdia", mdia =>
                {
                    mdia.FullBox("mdhd", 1, 0, box => box.Zeros(16).U32(track.Timescale).I64(times.Duration)
                        .U16((ushort)Language).U16(0));
                    mdia.FullBox("hdlr", 0, 0, box => box.U32(0).Text("vide").Zeros(13));
                    mdia.Box("minf", minf =>
                    {
                        minf.FullBox("vmhd", 0, 1, box => box.Zeros(8));
                        minf.Box("dinf", dinf => dinf.FullBox("dref", 0, 0, dref => dref.U32(1).FullBox("url ", 0, 1, _ => { })));
                        minf.Box("stbl", stbl => RemuxedSampleTables.Write(stbl, track, samples, rows, times, dataOffset));
                    });
                });
            });
        });
        return file.U32(1).Text("mdat").I64(BoxHeader.LongLength + dataBytes).ToArray();
    }

    private static void WriteEdits(BoxWriter edts, RemuxedTimestamps times)
    {
        edts.FullBox("elst", 1, 0, elst =>
        {
            elst.U32(times.FirstPts > 0 ? 2u : 1u);
            if (times.FirstPts > 0) elst.I64(times.FirstPts).I64(-1).I32(Edit.NormalRate);
            elst.I64(times.EditDuration).I64(times.EditMediaTime).I32(Edit.NormalRate);
        });
    }

    private static BoxWriter Matrix(this BoxWriter box, int[] matrix)
    {
        foreach (var value in matrix) box.I32(value);
        return box;
    }
}
