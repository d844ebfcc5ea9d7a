using VideoPipeline.Results.Pixels;

namespace VideoPipeline.Results.Shots;

/// <summary>Chooses the frame that stands for a shot.</summary>
public static class Representative
{
    /// <summary>
    /// The sharpest row of the middle half of <paramref name="shot"/> (its ends are where fades and motion blur are) among those
    /// with the best class there: normal before dark, washed out and blurred, these before plain ones. The first of several.
    /// </summary>
    /// <param name="shot">The shot, of one row or more.</param>
    /// <param name="sharpness">Variance of the Laplacian of every row of the video.</param>
    /// <param name="classes">The class of every row.</param>
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
