using VideoPipeline.Results.Pixels;

namespace VideoPipeline.Results.Shots;

/// <summary>Chooses the representative frame of a shot.</summary>
internal static class Representative
{
    /// <summary>
    /// Returns the sharpest row in the middle half of <paramref name="shot"/> (fades and motion blur occur at its ends), among
    /// those with the best class: normal before dark, washed out and blurred, and these before uniform images. The first of
    /// equal rows wins.
    /// </summary>
    /// <param name="shot">The shot, of one row or more.</param>
    /// <param name="sharpness">The variance of the Laplacian of every row of the video.</param>
    /// <param name="classes">The pixel class of every row.</param>
    public static int Choose(Shot shot, ReadOnlySpan<double> sharpness, ReadOnlySpan<PixelClass> classes)
    {
        var best = shot.Start + (shot.Length / 4);
        for (var row = best + 1; row < shot.End - (shot.Length / 4); row++)
        {
            var (rank, bestRank) = (Rank(classes[row]), Rank(classes[best]));
            if (rank < bestRank || (rank == bestRank && sharpness[row] > sharpness[best])) best = row;
        }

        return best;
    }

    private static int Rank(PixelClass pixels) => pixels switch
    {
        PixelClass.Normal => 0,
        PixelClass.Black or PixelClass.White or PixelClass.Flat => 2,
        _ => 1,
    };
}
