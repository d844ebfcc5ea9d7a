using System.Numerics;
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
        for (var shot = 0; shot < representatives.Count; shot++)
        {
            var row = representatives[shot];
            if (classes[row].IsUniform()) continue;
            var group = groups.FirstOrDefault(group => AreNearDuplicates(columns, classes, representatives[group[0]], row));
            if (group is null) groups.Add([shot]);
            else group.Add(shot);
        }

        return [.. groups.Where(group => group.Count > 1)];
    }

    /// <summary>Whether two rows are near-duplicates; false for uniform images, whose hashes are not meaningful.</summary>
    internal static bool AreNearDuplicates(FrameColumns columns, IReadOnlyList<PixelClass> classes, int row, int other) =>
        !classes[row].IsUniform() && !classes[other].IsUniform()
        && BitOperations.PopCount(columns.PHash[row] ^ columns.PHash[other]) <= MaxPHashDistance
        && BitOperations.PopCount(columns.DHash[row] ^ columns.DHash[other]) <= MaxDHashDistance;
}
