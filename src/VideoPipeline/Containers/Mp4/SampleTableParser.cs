using VideoPipeline.Containers.Common;

namespace VideoPipeline.Containers.Mp4;

/// <summary>Expands the sample tables of a <c>stbl</c> box (14496-12, 8.6 and 8.7) to one row per sample.</summary>
internal static class SampleTableParser
{
    /// <summary>Appends the samples to <paramref name="rows"/>.</summary>
    /// <param name="stbl">The sample table box.</param>
    /// <param name="fileLength">The number of bytes of the file, which limits the number of samples with a fixed size.</param>
    /// <param name="rows">Receives the samples.</param>
    /// <exception cref="MalformedBoxException">
    /// A table contradicts its box's size, another table, or the file's length.
    /// </exception>
    public static void Read(Box stbl, long fileLength, SampleTableBuilder rows)
    {
        var tables = new Tables();
        foreach (var box in stbl.Children()) tables.Read(box, fileLength);
        if (tables.Sizes is not { Length: > 0 } sizes) return;

        var offsets = ChunkLayout.ComputeOffsets(stbl, tables.SampleToChunk, tables.ChunkOffsets, sizes, rows);
        var dts = ExpandDecodeTimes(tables.Durations, sizes.Length, rows);
        var composition = ExpandCompositionOffsets(tables.CompositionOffsets, sizes.Length, rows);
        var keys = SyncSamples.Unroll(tables, sizes.Length, rows);
        for (var i = 0; i < offsets.Length; i++)
            rows.Add(offsets[i], sizes[i], dts[i], dts[i] + composition[i], keys[i]);
    }

    private static long[] ExpandDecodeTimes((int Count, int Value)[] runs, int samples, SampleTableBuilder rows)
    {
        var times = new long[samples];
        long time = 0;
        var row = 0;
        foreach (var (count, duration) in runs)
        {
            // ffmpeg interprets a very large duration as a negative correction, and stops at an entry without samples.
            if (duration < 0 || count <= 0)
                rows.MarkUnproven("its time-to-sample table ('stts') has entries that decoders interpret differently");
            for (var end = row + Math.Min((uint)count, samples - row); row < end; time += (uint)duration) times[row++] = time;
        }
        if (row < samples || Total(runs) != samples)
            rows.MarkUnproven("the numbers of samples in its tables 'stts' and 'stsz' differ");
        for (; row < samples; row++) times[row] = time;
        return times;
    }

    private static int[] ExpandCompositionOffsets((int Count, int Value)[]? runs, int samples, SampleTableBuilder rows)
    {
        var offsets = new int[samples];
        if (runs is null) return offsets;
        var row = 0;
        foreach (var (count, offset) in runs)
        {
            // ffmpeg ignores a table with a larger offset.
            if (Math.Abs((long)offset) > 1 << 28)
                rows.MarkUnproven($"it has a composition offset of {offset} ticks, more than 2^28");
            for (var end = row + Math.Min((uint)count, samples - row); row < end; row++) offsets[row] = offset;
        }
        if (Total(runs) != samples) rows.MarkUnproven("the numbers of samples in its tables 'ctts' and 'stsz' differ");
        return offsets;
    }

    private static long Total((int Count, int Value)[] runs) => runs.Sum(run => (long)(uint)run.Count);

    /// <summary>The tables as stored in the file, with their counts checked against the sizes of their boxes.</summary>
    internal sealed class Tables
    {
        public int[]? Sizes { get; private set; }

        public (int Count, int Value)[] Durations { get; private set; } = [];

        public (int Count, int Value)[]? CompositionOffsets { get; private set; }

        /// <summary>
        /// The sample-to-chunk table: the first chunk (from 1), samples per chunk and sample description index.
        /// </summary>
        public (uint First, uint Samples, uint Description)[] SampleToChunk { get; private set; } = [];

        public long[] ChunkOffsets { get; private set; } = [];

        /// <summary>The numbers of the sync samples, from 1; null if all samples are sync samples.</summary>
        public uint[]? Sync { get; private set; }

        /// <summary>The numbers of QuickTime's partial sync samples, from 1: the key frames of open GOPs.</summary>
        public uint[] PartialSync { get; private set; } = [];

        /// <summary>The entries of sample group <c>rap </c>; a value other than 0 means random access points.</summary>
        public (int Count, int Value)[] RandomAccess { get; private set; } = [];

        public void Read(Box box, long fileLength)
        {
            var fields = box.Read();
            switch (box.Type)
            {
                case "stts": Durations = ReadRuns(ref fields); break;
                case "ctts": CompositionOffsets = ReadRuns(ref fields) is { Length: > 0 } runs ? runs : null; break;
                case "stss": Sync = ReadNumbers(ref fields); break;
                case "stps": PartialSync = ReadNumbers(ref fields); break;
                case "sbgp": ReadSampleGroup(ref fields); break;
                case "stsz": Sizes = SampleSizes.Read(box, fileLength); break;
                case "stz2": Sizes = SampleSizes.ReadCompact(box); break;
                case "stsc": SampleToChunk = ReadChunks(ref fields); break;
                case "stco": ChunkOffsets = ReadOffsets(ref fields, is64Bit: false); break;
                case "co64": ChunkOffsets = ReadOffsets(ref fields, is64Bit: true); break;
            }
        }

        private void ReadSampleGroup(ref BoxReader fields)
        {
            var (version, _) = fields.FullBox();
            if (!fields.Bytes(4).SequenceEqual("rap "u8)) return;
            if (version == 1) fields.U32();
            if (ReadRunEntries(ref fields) is { Length: > 0 } runs) RandomAccess = runs;
        }

        private static (int Count, int Value)[] ReadRuns(ref BoxReader fields)
        {
            fields.FullBox();
            return ReadRunEntries(ref fields);
        }

        private static (int Count, int Value)[] ReadRunEntries(ref BoxReader fields)
        {
            var runs = new (int, int)[fields.Count(8)];
            for (var i = 0; i < runs.Length; i++) runs[i] = (fields.I32(), fields.I32());
            return runs;
        }

        private static uint[] ReadNumbers(ref BoxReader fields)
        {
            fields.FullBox();
            var numbers = new uint[fields.Count(4)];
            for (var i = 0; i < numbers.Length; i++) numbers[i] = fields.U32();
            return numbers;
        }

        private static (uint, uint, uint)[] ReadChunks(ref BoxReader fields)
        {
            fields.FullBox();
            var chunks = new (uint, uint, uint)[fields.Count(12)];
            for (var i = 0; i < chunks.Length; i++) chunks[i] = (fields.U32(), fields.U32(), fields.U32());
            return chunks;
        }

        private static long[] ReadOffsets(ref BoxReader fields, bool is64Bit)
        {
            fields.FullBox();
            var offsets = new long[fields.Count(is64Bit ? 8 : 4)];
            for (var i = 0; i < offsets.Length; i++) offsets[i] = is64Bit ? fields.I64() : fields.U32();
            return offsets;
        }
    }
}
