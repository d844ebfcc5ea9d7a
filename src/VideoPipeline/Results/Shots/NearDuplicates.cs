using System.Numerics;
using System.Runtime.InteropServices;
using VideoPipeline.Results.Columns;
using VideoPipeline.Results.Pixels;

namespace VideoPipeline.Results.Shots;

/// <summary>Detects near-duplicate shots: a camera position that recurs, a repeated clip.</summary>
internal static class NearDuplicates
{
    /// <summary>
    /// The maximum Hamming distance of the DCT hashes of near-duplicates, of 64 bits. Unrelated images have a mean distance of
    /// 32 with a standard deviation of 4; 10 is the usual threshold (Zauner 2010, section 4.2).
    /// </summary>
    public const int MaxPHashDistance = 10;

    /// <summary>The maximum Hamming distance of the difference hashes of near-duplicates, of 64 bits.</summary>
    public const int MaxDHashDistance = 12;

    /// <summary>
    /// Returns groups of at least two shots whose representative frames are near-duplicates of the first one in the group, in
    /// order.
    /// </summary>
    /// <param name="representatives">The row of the representative frame of each shot.</param>
    /// <param name="columns">The columns of the video.</param>
    /// <param name="classes">The pixel class of each row.</param>
    /// <returns>Indexes of shots, each in at most one group.</returns>
    public static IReadOnlyList<IReadOnlyList<int>> Find(
        IReadOnlyList<int> representatives, FrameColumns columns, IReadOnlyList<PixelClass> classes)
    {
        var groups = new List<List<int>>();
        // The hashes of the first shot of each group, side by side: in a long video, each shot is compared with thousands.
        var (pHashes, dHashes) = (new List<ulong>(), new List<ulong>());
        for (var shot = 0; shot < representatives.Count; shot++)
        {
            var row = representatives[shot];
            if (classes[row].IsUniform()) continue;
            var (pHash, dHash) = (columns.PHash[row], columns.DHash[row]);
            if (FindFirst(CollectionsMarshal.AsSpan(pHashes), CollectionsMarshal.AsSpan(dHashes), pHash, dHash) is { } group)
            {
                groups[group].Add(shot);
                continue;
            }

            groups.Add([shot]);
            pHashes.Add(pHash);
            dHashes.Add(dHash);
        }

        return [.. groups.Where(group => group.Count > 1)];
    }

    /// <summary>Whether two rows are near-duplicates; false for uniform images, whose hashes are not meaningful.</summary>
    internal static bool AreNearDuplicates(FrameColumns columns, IReadOnlyList<PixelClass> classes, int row, int other) =>
        !classes[row].IsUniform() && !classes[other].IsUniform()
        && AreNear(columns.PHash[row], columns.DHash[row], columns.PHash[other], columns.DHash[other]);

    private static int? FindFirst(ReadOnlySpan<ulong> pHashes, ReadOnlySpan<ulong> dHashes, ulong pHash, ulong dHash)
    {
        for (var i = 0; i < pHashes.Length; i++)
            if (AreNear(pHashes[i], dHashes[i], pHash, dHash)) return i;
        return null;
    }

    private static bool AreNear(ulong pHash, ulong dHash, ulong otherPHash, ulong otherDHash) =>
        BitOperations.PopCount(pHash ^ otherPHash) <= MaxPHashDistance
        && BitOperations.PopCount(dHash ^ otherDHash) <= MaxDHashDistance;
}
