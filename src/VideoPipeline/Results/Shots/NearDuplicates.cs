using System.Numerics;
using VideoPipeline.Results.Columns;
using VideoPipeline.Results.Pixels;

namespace VideoPipeline.Results.Shots;

/// <summary>Shots that show nearly the same picture: a camera position that is cut back to, a repeated clip.</summary>
public static class NearDuplicates
{
    /// <summary>
    /// Bits of 64 by which the DCT hashes of near duplicates may differ. Of unrelated pictures 32 differ on average, with a
    /// deviation of 4; up to 10 is the customary limit for the same picture (Zauner 2010, section 4.2).
    /// </summary>
    public const int MostPHashBits = 10;

    /// <summary>And the difference hashes, which see other things.</summary>
    public const int MostDHashBits = 12;

    /// <summary>Groups of two shots or more whose representative frames are near the group's first, in order.</summary>
    /// <param name="representatives">The row of the frame that stands for each shot.</param>
    /// <param name="columns">The video's columns.</param>
    /// <param name="classes">The class of each row.</param>
    /// <returns>Positions of shots, each in one group at most.</returns>
    public static IReadOnlyList<IReadOnlyList<int>> Of(
        IReadOnlyList<int> representatives, FrameColumns columns, IReadOnlyList<PixelClass> classes)
    {
        var groups = new List<List<int>>();
        for (var shot = 0; shot < representatives.Count; shot++)
        {
            var row = representatives[shot];
            if (classes[row].IsPlain()) continue;
            var group = groups.FirstOrDefault(group => AreNear(columns, classes, representatives[group[0]], row));
            if (group is null) groups.Add([shot]);
            else group.Add(shot);
        }

        return [.. groups.Where(group => group.Count > 1)];
    }

    /// <summary>Whether two rows show nearly the same picture; of plain ones, which have no hash to speak of, that is not told.</summary>
    internal static bool AreNear(FrameColumns columns, IReadOnlyList<PixelClass> classes, int row, int other) =>
        !classes[row].IsPlain() && !classes[other].IsPlain()
        && BitOperations.PopCount(columns.PHash[row] ^ columns.PHash[other]) <= MostPHashBits
        && BitOperations.PopCount(columns.DHash[row] ^ columns.DHash[other]) <= MostDHashBits;
}
