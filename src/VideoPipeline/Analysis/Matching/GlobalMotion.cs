namespace VideoPipeline.Analysis.Matching;

/// <summary>The global (camera) motion from one frame to the next, estimated from block displacements.</summary>
/// <param name="PanX">The pan to the right, as a fraction of the image width.</param>
/// <param name="PanY">The pan (tilt) downwards, as a fraction of the image height.</param>
/// <param name="Zoom">The change of scale: 0.01 means 1 % larger (zooming in).</param>
/// <param name="Agreement">The fraction of blocks with a known displacement that agree with the global motion; 0 if there are
/// too few such blocks.</param>
internal readonly record struct GlobalMotion(double PanX, double PanY, double Zoom, double Agreement)
{
    /// <summary>
    /// The maximum deviation of a block that agrees with the global motion, in samples of a <see cref="MatchImage"/>.
    /// </summary>
    private const double Tolerance = 0.5;

    /// <summary>The minimum number of blocks with a known displacement, of 48.</summary>
    private const int MinBlocks = 8;

    /// <summary>The minimum distance, in samples, of two blocks that are compared to estimate the zoom.</summary>
    private const int MinDistance = 18;

    /// <summary>
    /// Estimates the global motion: first the scale, as the median over pairs of opposite blocks, then the translation, as the
    /// median of the displacements after the scale is removed. Medians are robust to moving objects that cover less than half of
    /// the image.
    /// </summary>
    /// <param name="blocks">The result of <see cref="BlockMatcher.Match"/>.</param>
    public static GlobalMotion Estimate(ReadOnlySpan<BlockMatch> blocks)
    {
        var scale = EstimateScale(blocks);
        Span<double> shiftsX = stackalloc double[blocks.Length], shiftsY = stackalloc double[blocks.Length];
        var (countX, countY, known) = (0, 0, 0);
        for (var block = 0; block < blocks.Length; block++)
        {
            if (blocks[block].X is { } x) shiftsX[countX++] = x - (scale * CenterX(block));
            if (blocks[block].Y is { } y) shiftsY[countY++] = y - (scale * CenterY(block));
            if (blocks[block] is not (_, null, null)) known++;
        }

        if (known < MinBlocks) return default;
        var (shiftX, shiftY) = (Median(shiftsX[..countX]), Median(shiftsY[..countY]));
        var agreeing = 0;
        for (var block = 0; block < blocks.Length; block++)
        {
            var (_, x, y) = blocks[block];
            if (x is null && y is null) continue;
            var nearX = x is null || Math.Abs(x.Value - (scale * CenterX(block)) - shiftX) <= Tolerance;
            var nearY = y is null || Math.Abs(y.Value - (scale * CenterY(block)) - shiftY) <= Tolerance;
            if (nearX && nearY) agreeing++;
        }

        // A point now at r was at (1 + scale)·r in the previous image.
        return new(shiftX / MatchImage.Width, shiftY / MatchImage.Height, (1 / (1 + scale)) - 1, (double)agreeing / known);
    }

    private static double EstimateScale(ReadOnlySpan<BlockMatch> blocks)
    {
        Span<double> scales = stackalloc double[blocks.Length];
        var count = 0;
        for (var row = 0; row < BlockMatcher.Rows; row++)
        {
            for (var column = 0; column < BlockMatcher.Columns; column++)
            {
                var block = (row * BlockMatcher.Columns) + column;
                var mirrored = (row * BlockMatcher.Columns) + BlockMatcher.Columns - 1 - column;
                var flipped = ((BlockMatcher.Rows - 1 - row) * BlockMatcher.Columns) + column;
                if (-2 * CenterX(block) >= MinDistance && (blocks[block].X, blocks[mirrored].X) is ({ } left, { } right))
                    scales[count++] = (left - right) / (2 * CenterX(block));
                if (-2 * CenterY(block) >= MinDistance && (blocks[block].Y, blocks[flipped].Y) is ({ } top, { } bottom))
                    scales[count++] = (top - bottom) / (2 * CenterY(block));
            }
        }

        return count < MinBlocks / 2 ? 0 : Median(scales[..count]);
    }

    private static double CenterX(int block) =>
        ((block % BlockMatcher.Columns) + 0.5 - (BlockMatcher.Columns / 2.0)) * BlockMatcher.BlockWidth;

    private static double CenterY(int block) =>
        ((block / BlockMatcher.Columns) + 0.5 - (BlockMatcher.Rows / 2.0)) * BlockMatcher.BlockHeight;

    private static double Median(Span<double> values)
    {
        if (values.IsEmpty) return 0;
        values.Sort();
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }
}
