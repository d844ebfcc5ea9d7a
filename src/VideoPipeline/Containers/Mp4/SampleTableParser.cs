using VideoPipeline.Containers.Common;

namespace VideoPipeline.Containers.Mp4;

/// <summary>Unrolls the sample tables of a <c>stbl</c> box (14496-12, 8.6 and 8.7) into one row a sample.</summary>
internal static class SampleTableParser
{
    /// <summary>Appends the samples to <paramref name="rows"/>.</summary>
    /// <param name="stbl">The sample table box.</param>
    /// <param name="fileLength">Bytes of the file: what fixed-size samples are measured against.</param>
    /// <param name="rows">Where the samples go.</param>
    /// <exception cref="MalformedBoxException">A table contradicts its bytes or the file's length.</exception>
    public static void Read(Box stbl, long fileLength, SampleTableBuilder rows)
    {
        var tables = new Tables();
        foreach (var box in stbl.Children()) tables.Take(box, fileLength);
        if (tables.Sizes is not { Length: > 0 } sizes) return;

        var offsets = ChunkLayout.Offsets(stbl, tables.Chunks, tables.ChunkOffsets, sizes, rows);
        var dts = DecodeTimes(tables.Durations, sizes.Length, rows);
        var composition = Composition(tables.Compositions, sizes.Length, rows);
        var keys = SyncSamples.Unroll(tables, sizes.Length, rows);
        for (var i = 0; i < offsets.Length; i++)
            rows.Add(offsets[i], sizes[i], dts[i], dts[i] + composition[i], keys[i]);
    }

    private static long[] DecodeTimes((int Count, int Value)[] runs, int samples, SampleTableBuilder rows)
    {
        var times = new long[samples];
        long time = 0;
        var row = 0;
        foreach (var (count, duration) in runs)
        {
            // ffmpeg reads a huge duration as a negative correction, and takes an empty run for the last.
            if (duration < 0 || count <= 0) rows.MarkUnproven("its time table holds durations that decoders read differently");
            for (var end = row + Math.Min((uint)count, samples - row); row < end; time += (uint)duration) times[row++] = time;
        }
        if (row < samples || Total(runs) != samples) rows.MarkUnproven("its time table and its size table count different numbers of samples");
        for (; row < samples; row++) times[row] = time;
        return times;
    }

    private static int[] Composition((int Count, int Value)[]? runs, int samples, SampleTableBuilder rows)
    {
        var offsets = new int[samples];
        if (runs is null) return offsets;
        var row = 0;
        foreach (var (count, offset) in runs)
        {
            // Beyond this, ffmpeg holds the whole table for invalid.
            if (Math.Abs((long)offset) > 1 << 28) rows.MarkUnproven("its composition offsets are too large to be true");
            for (var end = row + Math.Min((uint)count, samples - row); row < end; row++) offsets[row] = offset;
        }
        if (Total(runs) != samples) rows.MarkUnproven("its composition table and its size table count different numbers of samples");
        return offsets;
    }

    private static long Total((int Count, int Value)[] runs) => runs.Sum(run => (long)(uint)run.Count);

    /// <summary>The tables as they stand in the file, counts checked against bytes.</summary>
    internal sealed class Tables
    {
        public int[]? Sizes { get; private set; }

        public (int Count, int Value)[] Durations { get; private set; } = [];

        public (int Count, int Value)[]? Compositions { get; private set; }

        /// <summary>First chunk (from 1), samples a chunk, sample description.</summary>
        public (uint First, uint Samples, uint Description)[] Chunks { get; private set; } = [];

        public long[] ChunkOffsets { get; private set; } = [];

        /// <summary>Sync samples, from 1; null where every sample is one.</summary>
        public uint[]? Sync { get; private set; }

        /// <summary>QuickTime's partial sync samples: key frames of open GOPs.</summary>
        public uint[] PartialSync { get; private set; } = [];

        /// <summary>Runs of random access points (sample group <c>rap </c>); the value is not 0 where they are.</summary>
        public (int Count, int Value)[] RandomAccess { get; private set; } = [];

        public void Take(Box box, long fileLength)
        {
            var fields = box.Read();
            switch (box.Type)
            {
                case "stts": Durations = Runs(ref fields); break;
                case "ctts": Compositions = Runs(ref fields) is { Length: > 0 } runs ? runs : null; break;
                case "stss": Sync = Numbers(ref fields); break;
                case "stps": PartialSync = Numbers(ref fields); break;
                case "sbgp": TakeGroup(ref fields); break;
                case "stsz": Sizes = SampleSizes.Read(box, fileLength); break;
                case "stz2": Sizes = SampleSizes.ReadCompact(box); break;
                case "stsc": Chunks = ReadChunks(ref fields); break;
                case "stco": ChunkOffsets = Offsets(ref fields, wide: false); break;
                case "co64": ChunkOffsets = Offsets(ref fields, wide: true); break;
            }
        }

        private void TakeGroup(ref BoxReader fields)
        {
            var (version, _) = fields.FullBox();
            if (!fields.Bytes(4).SequenceEqual("rap "u8)) return;
            if (version == 1) fields.U32();
            if (Entries(ref fields) is { Length: > 0 } runs) RandomAccess = runs;
        }

        private static (int Count, int Value)[] Runs(ref BoxReader fields)
        {
            fields.FullBox();
            return Entries(ref fields);
        }

        private static (int Count, int Value)[] Entries(ref BoxReader fields)
        {
            var runs = new (int, int)[fields.Count(8)];
            for (var i = 0; i < runs.Length; i++) runs[i] = (fields.I32(), fields.I32());
            return runs;
        }

        private static uint[] Numbers(ref BoxReader fields)
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

        private static long[] Offsets(ref BoxReader fields, bool wide)
        {
            fields.FullBox();
            var offsets = new long[fields.Count(wide ? 8 : 4)];
            for (var i = 0; i < offsets.Length; i++) offsets[i] = wide ? fields.I64() : fields.U32();
            return offsets;
        }
    }
}
