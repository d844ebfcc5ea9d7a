using VideoPipeline.Containers.Common;

namespace VideoPipeline.Containers.Mp4;

/// <summary>
/// Which samples the container says decoding can begin at: sync samples (14496-12, 8.6.2), QuickTime's partial sync samples
/// and the random access points of sample group <c>rap </c> (10.4), all of which ffmpeg takes for key frames.
/// </summary>
internal static class SyncSamples
{
    public static bool[] Unroll(SampleTableParser.Tables tables, int samples, SampleTableBuilder rows)
    {
        var keys = new bool[samples];
        if (tables.Sync is null)
        {
            Array.Fill(keys, true);
            return keys;
        }
        Mark(keys, tables.Sync, rows);
        Mark(keys, tables.PartialSync, rows);
        if (tables.PartialSync.AsSpan().ContainsAny(tables.Sync)) rows.MarkUnproven("its lists of key frames overlap");
        var row = 0;
        foreach (var (count, group) in tables.RandomAccess)
        {
            // An empty run lasts to the end for ffmpeg.
            if (count <= 0) rows.MarkUnproven("its groups of samples hold empty ones");
            for (var end = row + Math.Min((uint)count, samples - row); row < end; row++) keys[row] |= group != 0;
        }
        return keys;
    }

    private static void Mark(bool[] keys, uint[] numbers, SampleTableBuilder rows)
    {
        uint last = 0;
        foreach (var number in numbers)
        {
            if (number <= last || number > keys.Length) rows.MarkUnproven("its list of key frames is out of order or beyond the last sample");
            else keys[number - 1] = true;
            last = Math.Max(last, number);
        }
    }
}
