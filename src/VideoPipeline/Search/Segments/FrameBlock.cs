using VideoPipeline.Indexing.Storing;
using VideoPipeline.Stills.Fingerprints;

namespace VideoPipeline.Search.Segments;

/// <summary>
/// Encodes up to <see cref="Rows"/> analyzed frames of a run: the second differences of their numbers, then each hash XOR that
/// of the frame before, which changes few bits, compressed: 5 to 6 bytes per frame of a film.
/// </summary>
internal static class FrameBlock
{
    /// <summary>The number of frames of a block; the last block of a run has the remaining ones.</summary>
    public const int Rows = 4096;

    /// <summary>The number of blocks of a run.</summary>
    /// <param name="frames">The number of its analyzed frames.</param>
    public static int CountOf(int frames) => (frames + Rows - 1) / Rows;

    /// <summary>Encodes frames.</summary>
    public static byte[] Encode(ReadOnlySpan<uint> numbers, ReadOnlySpan<ImageHashes> hashes)
    {
        var writer = new BlockWriter();
        var wide = new long[numbers.Length];
        for (var i = 0; i < wide.Length; i++) wide[i] = numbers[i];
        writer.WriteSecondDifferences(wide);
        var previous = default(ImageHashes);
        foreach (var hash in hashes)
        {
            writer.WriteBytes(BitConverter.GetBytes(hash.PHash ^ previous.PHash));
            writer.WriteBytes(BitConverter.GetBytes(hash.DHash ^ previous.DHash));
            previous = hash;
        }
        return writer.Compress().ToArray();
    }

    /// <summary>Decodes frames.</summary>
    /// <param name="bytes">The block.</param>
    /// <param name="rows">The number of frames.</param>
    /// <exception cref="InvalidDataException">The block is malformed.</exception>
    public static IndexedFrames Decode(byte[] bytes, int rows)
    {
        var reader = new BlockReader(bytes);
        var wide = new long[rows];
        reader.ReadSecondDifferences(wide);
        var hashes = new ImageHashes[rows];
        var previous = default(ImageHashes);
        foreach (ref var hash in hashes.AsSpan())
        {
            var difference = reader.ReadBytes(2 * sizeof(ulong));
            previous = new ImageHashes(
                previous.PHash ^ BitConverter.ToUInt64(difference),
                previous.DHash ^ BitConverter.ToUInt64(difference[sizeof(ulong)..]));
            hash = previous;
        }
        if (!reader.AtEnd) throw new InvalidDataException("it has data after its last frame");
        return new IndexedFrames(Array.ConvertAll(wide, number => unchecked((uint)number)), hashes);
    }
}
