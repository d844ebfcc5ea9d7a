using System.Numerics;
using System.Runtime.InteropServices;
using VideoPipeline.Stills.Fingerprints;

namespace VideoPipeline.Search.Segments;

/// <summary>
/// Computes a visual word and a binary signature for a SIFT descriptor by locality-sensitive hashing. Similar descriptors have
/// the same word, or one that differs in the bits with the smallest margin, and signatures with a small Hamming distance. Each
/// bit is the sign of a projection onto the normal of a hyperplane (Charikar, <i>Similarity estimation techniques from rounding
/// algorithms</i>, STOC 2002). The hyperplanes are fixed, so there is no trained vocabulary and all indexes have the same words.
/// </summary>
/// <remarks>
/// The normal of a hyperplane has 64 elements 1 and 64 elements -1 in a shuffled order. They add up to zero, and the elements of
/// a descriptor are non-negative with a constant sum, so both signs are about equally frequent. Projections are computed in
/// 16-bit integers; their magnitude is at most 64·255.
/// </remarks>
internal static class DescriptorHash
{
    /// <summary>The number of bits of a word.</summary>
    public const int WordBits = 16;

    /// <summary>The number of bits of a signature.</summary>
    public const int SignatureBits = 64;

    private static readonly short[] s_normals = Normals();

    /// <summary>Computes the word and the signature of a descriptor for the index.</summary>
    public static (ushort Word, ulong Signature) Compute(ReadOnlySpan<byte> descriptor)
    {
        Span<short> projections = stackalloc short[WordBits + SignatureBits];
        Project(descriptor, projections);
        return ((ushort)Bits(projections[..WordBits]), Bits(projections[WordBits..]));
    }

    /// <summary>
    /// Computes the words to probe for a descriptor, in order of decreasing likelihood: its word, then those with the bits of the
    /// smallest margin flipped (Lv et al., <i>Multi-probe LSH</i>, VLDB 2007, query-directed probing sequence).
    /// </summary>
    /// <param name="descriptor">The descriptor.</param>
    /// <param name="words">Receives the words; its length is their number.</param>
    /// <returns>The signature.</returns>
    public static ulong Probe(ReadOnlySpan<byte> descriptor, Span<ushort> words)
    {
        Span<short> projections = stackalloc short[WordBits + SignatureBits];
        Project(descriptor, projections);
        var word = (ushort)Bits(projections[..WordBits]);
        // The bits by margin. The cost of a set of flipped bits is the sum of their squared margins.
        var bits = new (int Cost, ushort Flip)[WordBits];
        for (var bit = 0; bit < WordBits; bit++)
            bits[bit] = (projections[bit] * projections[bit], (ushort)(1 << (WordBits - 1 - bit)));
        Array.Sort(bits);

        // Sets in order of cost. The successors of a set replace its last bit by the next one, or add the next one.
        var sets = new PriorityQueue<(ushort Flips, int Last), (long Cost, ushort Flips)>();
        words[0] = word;
        sets.Enqueue((bits[0].Flip, 0), (bits[0].Cost, bits[0].Flip));
        for (var n = 1; n < words.Length && sets.TryDequeue(out var set, out var priority); n++)
        {
            words[n] = (ushort)(word ^ set.Flips);
            var next = set.Last + 1;
            if (next == WordBits) continue;
            Enqueue(
                (ushort)(set.Flips ^ bits[set.Last].Flip ^ bits[next].Flip),
                priority.Cost - bits[set.Last].Cost + bits[next].Cost);
            Enqueue((ushort)(set.Flips ^ bits[next].Flip), priority.Cost + bits[next].Cost);

            void Enqueue(ushort flips, long cost) => sets.Enqueue((flips, next), (cost, flips));
        }
        return Bits(projections[WordBits..]);
    }

    private static void Project(ReadOnlySpan<byte> descriptor, Span<short> projections)
    {
        Span<short> elements = stackalloc short[Keypoints.DescriptorLength];
        for (var i = 0; i < elements.Length; i++) elements[i] = descriptor[i];
        var vectors = MemoryMarshal.Cast<short, Vector<short>>(elements);
        for (var plane = 0; plane < projections.Length; plane++)
        {
            var normal = MemoryMarshal.Cast<short, Vector<short>>(s_normals.AsSpan(plane * elements.Length, elements.Length));
            var sum = Vector<short>.Zero;
            for (var i = 0; i < normal.Length; i++) sum += vectors[i] * normal[i];
            projections[plane] = Vector.Sum(sum);
        }
    }

    private static ulong Bits(ReadOnlySpan<short> projections)
    {
        var bits = 0UL;
        foreach (var projection in projections) bits = (bits << 1) | (projection > 0 ? 1UL : 0);
        return bits;
    }

    // Fisher–Yates shuffle with a fixed pseudorandom sequence (SplitMix64: Steele, Lea, Flood, OOPSLA 2014).
    private static short[] Normals()
    {
        var normals = new short[(WordBits + SignatureBits) * Keypoints.DescriptorLength];
        var state = 0UL;
        for (var start = 0; start < normals.Length; start += Keypoints.DescriptorLength)
        {
            var normal = normals.AsSpan(start, Keypoints.DescriptorLength);
            for (var i = 0; i < normal.Length; i++) normal[i] = (short)(i % 2 == 0 ? 1 : -1);
            for (var i = normal.Length - 1; i > 0; i--)
            {
                var other = (int)(Next() % (ulong)(i + 1));
                (normal[i], normal[other]) = (normal[other], normal[i]);
            }
        }
        return normals;

        ulong Next()
        {
            state += 0x9E3779B97F4A7C15;
            var z = state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
