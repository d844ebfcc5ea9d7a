using System.Numerics;
using System.Runtime.InteropServices;
using VideoPipeline.Stills.Fingerprints;

namespace VideoPipeline.Search;

/// <summary>
/// A word and a signature for a SIFT descriptor. Similar descriptors have the same word, or one that differs in the bits that were
/// decided most narrowly, and signatures that differ in few bits. Each bit says on which side of a plane through the origin the
/// descriptor lies (Charikar, <i>Similarity estimation techniques from rounding algorithms</i>, STOC 2002). The planes are fixed:
/// nothing is learned, so all indexes everywhere have the same words.
/// </summary>
/// <remarks>
/// A plane's normal has 64 numbers 1 and 64 numbers -1 in a shuffled order. Since they add up to zero and a descriptor's numbers are
/// all positive and of one sum, about as many descriptors lie on either side. All is computed in 16-bit integers: a projection is at
/// most 64·255.
/// </remarks>
public static class DescriptorHash
{
    /// <summary>Raised with every change of what is computed.</summary>
    public const int Version = 1;

    /// <summary>Bits of a word.</summary>
    public const int WordBits = 16;

    /// <summary>Bits of a signature.</summary>
    public const int SignatureBits = 64;

    private static readonly short[] s_normals = Normals();

    /// <summary>The word and the signature of a descriptor, for the index.</summary>
    public static (ushort Word, ulong Signature) Of(ReadOnlySpan<byte> descriptor)
    {
        Span<short> sides = stackalloc short[WordBits + SignatureBits];
        Project(descriptor, sides);
        return ((ushort)Bits(sides[..WordBits]), Bits(sides[WordBits..]));
    }

    /// <summary>
    /// The words to look under, the likeliest first: the descriptor's own, then those in which the bits that were decided most
    /// narrowly are the other way round (Lv et al., <i>Multi-probe LSH</i>, VLDB 2007, the query-directed sequence).
    /// </summary>
    /// <param name="descriptor">The descriptor.</param>
    /// <param name="words">Filled with as many words as there is room for.</param>
    /// <returns>The signature.</returns>
    public static ulong Probe(ReadOnlySpan<byte> descriptor, Span<ushort> words)
    {
        Span<short> sides = stackalloc short[WordBits + SignatureBits];
        Project(descriptor, sides);
        var word = (ushort)Bits(sides[..WordBits]);
        // The bits by how narrowly they were decided; what a set of flipped bits costs is the sum of their squared distances.
        var bits = new (int Cost, ushort Flip)[WordBits];
        for (var bit = 0; bit < WordBits; bit++) bits[bit] = (sides[bit] * sides[bit], (ushort)(1 << (WordBits - 1 - bit)));
        Array.Sort(bits);

        // From the cheapest set on: the next is made by shifting its last bit to the following one, or by adding that.
        var sets = new PriorityQueue<(ushort Flips, int Last), (long Cost, ushort Flips)>();
        words[0] = word;
        sets.Enqueue((bits[0].Flip, 0), (bits[0].Cost, bits[0].Flip));
        for (var n = 1; n < words.Length && sets.TryDequeue(out var set, out var priority); n++)
        {
            words[n] = (ushort)(word ^ set.Flips);
            var next = set.Last + 1;
            if (next == WordBits) continue;
            Enqueue((ushort)(set.Flips ^ bits[set.Last].Flip ^ bits[next].Flip), priority.Cost - bits[set.Last].Cost + bits[next].Cost);
            Enqueue((ushort)(set.Flips ^ bits[next].Flip), priority.Cost + bits[next].Cost);

            void Enqueue(ushort flips, long cost) => sets.Enqueue((flips, next), (cost, flips));
        }
        return Bits(sides[WordBits..]);
    }

    private static void Project(ReadOnlySpan<byte> descriptor, Span<short> sides)
    {
        Span<short> numbers = stackalloc short[Keypoints.DescriptorLength];
        for (var i = 0; i < numbers.Length; i++) numbers[i] = descriptor[i];
        var vectors = MemoryMarshal.Cast<short, Vector<short>>(numbers);
        for (var plane = 0; plane < sides.Length; plane++)
        {
            var normal = MemoryMarshal.Cast<short, Vector<short>>(s_normals.AsSpan(plane * numbers.Length, numbers.Length));
            var sum = Vector<short>.Zero;
            for (var i = 0; i < normal.Length; i++) sum += vectors[i] * normal[i];
            sides[plane] = Vector.Sum(sum);
        }
    }

    private static ulong Bits(ReadOnlySpan<short> sides)
    {
        var bits = 0UL;
        foreach (var side in sides) bits = (bits << 1) | (side > 0 ? 1UL : 0);
        return bits;
    }

    // Fisher and Yates's shuffle, by a fixed sequence (SplitMix64: Steele, Lea, Flood, OOPSLA 2014).
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
