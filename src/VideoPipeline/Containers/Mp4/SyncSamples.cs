using VideoPipeline.Containers.Common;

namespace VideoPipeline.Containers.Mp4;

/// <summary>
/// Finds the samples that ffmpeg treats as key frames: sync samples (14496-12, 8.6.2), QuickTime's partial sync samples, and the
/// random access points of sample group <c>rap </c> (10.4).
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
        if (tables.PartialSync.AsSpan().ContainsAny(tables.Sync))
            rows.MarkUnproven("its sync sample tables 'stss' and 'stps' overlap");
        var row = 0;
        foreach (var (count, group) in tables.RandomAccess)
        {
            // ffmpeg extends an entry without samples to the end.
            if (count <= 0) rows.MarkUnproven("a sample group ('sbgp') has an entry without samples");
            for (var end = row + Math.Min((uint)count, samples - row); row < end; row++) keys[row] |= group != 0;
        }
        return keys;
    }

    private static void Mark(bool[] keys, uint[] numbers, SampleTableBuilder rows)
    {
        uint last = 0;
        foreach (var number in numbers)
        {
            if (number <= last || number > keys.Length)
                rows.MarkUnproven("its sync sample table is not ascending or refers to missing samples");
            else keys[number - 1] = true;
            last = Math.Max(last, number);
        }
    }
}
