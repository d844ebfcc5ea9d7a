namespace VideoPipeline.Results.Shots;

/// <summary>Chooses the frame that stands for a shot.</summary>
public static class Still
{
    /// <summary>
    /// The sharpest row of the middle half of <paramref name="shot"/> (its ends are where fades and motion blur are) that is not
    /// black, the first where several are; the sharpest of all where every one is black.
    /// </summary>
    /// <param name="shot">The shot, of one row or more.</param>
    /// <param name="sharpness">Variance of the Laplacian of every row of the video.</param>
    /// <param name="isBlack">Whether each row is black.</param>
    public static int Choose(Shot shot, ReadOnlySpan<double> sharpness, ReadOnlySpan<bool> isBlack)
    {
        var best = -1;
        for (var row = shot.Start + shot.Length / 4; row < shot.End - shot.Length / 4; row++)
        {
            var better = best < 0
                || (isBlack[best] && !isBlack[row])
                || (isBlack[best] == isBlack[row] && sharpness[row] > sharpness[best]);
            if (better) best = row;
        }
        return best;
    }
}
