using VideoPipeline.Video;

namespace VideoPipeline.Containers.Mp4;

/// <summary>Writes the sample tables of a remuxed file, which has its samples in a single chunk.</summary>
internal static class RemuxedSampleTables
{
    public static void Write(
        BoxWriter stbl, Mp4Track track, SampleTable samples, int[] rows, RemuxedTimestamps times, long dataOffset)
    {
        stbl.Raw(track.SampleDescription);
        stbl.FullBox("stts", 0, 0, box => WriteRuns(box, times.Durations.Length, i => times.Durations[i]));
        if (times.Offsets.Any(offset => offset != 0))
            stbl.FullBox("ctts", 1, 0, box => WriteRuns(box, times.Offsets.Length, i => unchecked((uint)times.Offsets[i])));
        var keys = Enumerable.Range(0, rows.Length).Where(i => samples.IsKey[rows[i]]).ToArray();
        if (keys.Length < rows.Length)
            stbl.FullBox("stss", 0, 0, box =>
            {
                box.U32((uint)keys.Length);
                foreach (var key in keys) box.U32((uint)key + 1);
            });
        stbl.FullBox("stsc", 0, 0, box => box.U32(1).U32(1).U32((uint)rows.Length).U32(1));
        stbl.FullBox("stsz", 0, 0, box =>
        {
            box.U32(0).U32((uint)rows.Length);
            foreach (var row in rows) box.U32((uint)samples.Size[row]);
        });
        stbl.FullBox("co64", 0, 0, box => box.U32(1).I64(dataOffset));
    }

    private static void WriteRuns(BoxWriter box, int count, Func<int, uint> value)
    {
        var runs = new List<(uint Count, uint Value)>();
        for (var i = 0; i < count; i++)
        {
            if (runs.Count > 0 && runs[^1].Value == value(i)) runs[^1] = (runs[^1].Count + 1, runs[^1].Value);
            else runs.Add((1, value(i)));
        }
        box.U32((uint)runs.Count);
        foreach (var (length, repeated) in runs) box.U32(length).U32(repeated);
    }
}
