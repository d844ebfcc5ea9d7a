using System.Text.Json;
using System.Text.Json.Serialization;
using VideoPipeline.Indexing.Storing;

namespace VideoPipeline.Search.Segments;

/// <summary>The directory at the end of a segment.</summary>
/// <param name="Runs">The runs, by name in ordinal order.</param>
/// <param name="Pictures">The fingerprinted frames.</param>
/// <param name="FrameBlocks">The blocks of analyzed frames, <see cref="FrameBlock.CountOf"/> for each run.</param>
/// <param name="PostingBlocks">The blocks of posting lists, by word.</param>
internal sealed record SegmentFooter(
    IReadOnlyList<IndexedRun> Runs, IndexedPictures Pictures, SegmentBlock[] FrameBlocks, PostingBlockEntry[] PostingBlocks)
{
    /// <summary>Encodes the footer.</summary>
    public byte[] Encode()
    {
        var writer = new BlockWriter();
        var runs = JsonSerializer.SerializeToUtf8Bytes(Runs, SegmentJson.Default.IReadOnlyListIndexedRun);
        writer.WriteUnsigned((ulong)runs.Length);
        writer.WriteBytes(runs);
        writer.WriteDifferences(Array.ConvertAll(Pictures.Row, row => (long)row));
        writer.WriteDifferences(Array.ConvertAll(Pictures.ShotStart, frame => (long)frame));
        writer.WriteDifferences(Array.ConvertAll(Pictures.ShotEnd, frame => (long)frame));
        foreach (var count in Pictures.Keypoints) writer.WriteUnsigned((ulong)count);
        foreach (var block in FrameBlocks) WriteBlock(writer, block);
        writer.WriteUnsigned((ulong)PostingBlocks.Length);
        writer.WriteDifferences(Array.ConvertAll(PostingBlocks, entry => (long)entry.First));
        foreach (var entry in PostingBlocks) writer.WriteUnsigned((ulong)(entry.Last - entry.First));
        foreach (var entry in PostingBlocks) WriteBlock(writer, entry.Block);
        return writer.Compress().ToArray();
    }

    /// <summary>Decodes the footer.</summary>
    /// <param name="bytes">The encoded footer.</param>
    /// <param name="start">The position of the first block.</param>
    /// <param name="end">The position of the footer.</param>
    /// <exception cref="InvalidDataException">The footer is malformed.</exception>
    public static SegmentFooter Decode(byte[] bytes, long start, long end)
    {
        var reader = new BlockReader(bytes);
        var runs = ReadRuns(reader.ReadBytes(ReadCount(ref reader, int.MaxValue)));
        // A malformed list claims more rows than the blocks have bytes.
        var pictures = runs.Sum(run => (long)run.Pictures);
        var frameBlocks = runs.Sum(run => (long)FrameBlock.CountOf(run.Frames));
        if (pictures > end || frameBlocks > end || runs.Any(run => run is not { Frames: >= 0, Pictures: >= 0 }))
            throw new InvalidDataException("its runs have more frames than the segment has bytes");
        long[] rows = new long[pictures], starts = new long[pictures], ends = new long[pictures];
        reader.ReadDifferences(rows);
        reader.ReadDifferences(starts);
        reader.ReadDifferences(ends);
        var keypoints = new int[pictures];
        foreach (ref var count in keypoints.AsSpan()) count = ReadCount(ref reader, int.MaxValue);

        var offset = start;
        var frames = new SegmentBlock[frameBlocks];
        foreach (ref var block in frames.AsSpan()) block = ReadBlock(ref reader, ref offset, end);
        var first = new long[ReadCount(ref reader, end)];
        reader.ReadDifferences(first);
        var last = Array.ConvertAll(first, _ => 0L);
        for (var i = 0; i < last.Length; i++) last[i] = first[i] + ReadCount(ref reader, ushort.MaxValue);
        var postings = new PostingBlockEntry[first.Length];
        for (var i = 0; i < postings.Length; i++)
            postings[i] = new PostingBlockEntry(ReadBlock(ref reader, ref offset, end), (ushort)first[i], (ushort)last[i]);
        if (!reader.AtEnd || offset != end) throw new InvalidDataException("its blocks do not end at its directory");

        var table = new IndexedPictures(
            Array.ConvertAll(rows, row => checked((int)row)), Array.ConvertAll(starts, frame => unchecked((uint)frame)),
            Array.ConvertAll(ends, frame => unchecked((uint)frame)), keypoints);
        EnsureRowsExist(runs, table);
        return new SegmentFooter(runs, table, frames, postings);
    }

    private static void WriteBlock(BlockWriter writer, SegmentBlock block)
    {
        writer.WriteUnsigned((ulong)block.Length);
        writer.WriteBytes(BitConverter.GetBytes(block.Check));
    }

    private static SegmentBlock ReadBlock(ref BlockReader reader, ref long offset, long end)
    {
        var length = ReadCount(ref reader, end - offset);
        var block = new SegmentBlock(offset, length, BitConverter.ToUInt32(reader.ReadBytes(sizeof(uint))));
        offset += length;
        return block;
    }

    private static int ReadCount(ref BlockReader reader, long max) =>
        reader.ReadUnsigned() is var count && count <= (ulong)Math.Min(max, int.MaxValue)
            ? (int)count
            : throw new InvalidDataException($"it has a count of {count}");

    private static IReadOnlyList<IndexedRun> ReadRuns(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, SegmentJson.Default.IReadOnlyListIndexedRun) ?? [];
        }
        catch (JsonException malformed)
        {
            throw new InvalidDataException($"its list of runs is malformed: {malformed.Message}", malformed);
        }
    }

    private static void EnsureRowsExist(IReadOnlyList<IndexedRun> runs, IndexedPictures pictures)
    {
        var first = 0;
        foreach (var run in runs)
        {
            if (pictures.Row.AsSpan(first, run.Pictures).ContainsAnyExceptInRange(0, run.Frames - 1))
                throw new InvalidDataException($"a fingerprinted frame of {run.Run} does not exist");
            first += run.Pictures;
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IReadOnlyList<IndexedRun>))]
internal sealed partial class SegmentJson : JsonSerializerContext;
