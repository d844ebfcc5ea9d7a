namespace VideoPipeline.Analysis.Matching;

/// <summary>How the camera moved from one frame to the next, as far as the blocks of the picture agree.</summary>
/// <param name="PanX">How far the view moved to the right, as a share of the picture's width.</param>
/// <param name="PanY">How far the view moved down, as a share of the picture's height.</param>
/// <param name="Zoom">How much larger everything became: 0.01 is one hundredth, a view going in.</param>
/// <param name="Agreement">The share of the blocks that move along with that, of those that tell where they lay; 0 where too few
/// do.</param>
internal readonly record struct GlobalMotion(double PanX, double PanY, double Zoom, double Agreement)
{
    /// <summary>A block agrees when it lay this near, in samples of a <see cref="MatchImage"/>, to where it should.</summary>
    private const double Near = 0.5;

    /// <summary>Blocks that must tell where they lay, of 48.</summary>
    private const int FewestBlocks = 8;

    /// <summary>Blocks this far apart, in samples, are compared for the zoom.</summary>
    private const int FarApart = 18;

    /// <summary>
    /// The motion that most blocks share. Medians, so that what moves within the picture does not count while it covers less
    /// than half of it: first of the stretching between opposite blocks, then of what remains of their shifts.
    /// </summary>
    /// <param name="blocks">What <see cref="BlockMatcher.Match"/> found.</param>
    public static GlobalMotion Of(ReadOnlySpan<BlockMatch> blocks)
    {
        var stretch = Stretch(blocks);
        Span<double> across = stackalloc double[blocks.Length], down = stackalloc double[blocks.Length];
        var (columns, rows, telling) = (0, 0, 0);
        for (var block = 0; block < blocks.Length; block++)
        {
            if (blocks[block].X is { } x) across[columns++] = x - (stretch * CentreX(block));
            if (blocks[block].Y is { } y) down[rows++] = y - (stretch * CentreY(block));
            if (blocks[block] is not (_, null, null)) telling++;
        }

        if (telling < FewestBlocks) return default;
        var (shiftX, shiftY) = (Median(across[..columns]), Median(down[..rows]));
        var agreeing = 0;
        for (var block = 0; block < blocks.Length; block++)
        {
            var (_, x, y) = blocks[block];
            if (x is null && y is null) continue;
            var nearX = x is null || Math.Abs(x.Value - (stretch * CentreX(block)) - shiftX) <= Near;
            var nearY = y is null || Math.Abs(y.Value - (stretch * CentreY(block)) - shiftY) <= Near;
            if (nearX && nearY) agreeing++;
        }

        // What is now at r was at (1 + stretch)·r.
        return new(shiftX / MatchImage.Width, shiftY / MatchImage.Height, (1 / (1 + stretch)) - 1, (double)agreeing / telling);
    }

    private static double Stretch(ReadOnlySpan<BlockMatch> blocks)
    {
        Span<double> stretches = stackalloc double[blocks.Length];
        var count = 0;
        for (var row = 0; row < BlockMatcher.Rows; row++)
        {
            for (var column = 0; column < BlockMatcher.Columns; column++)
            {
                var block = (row * BlockMatcher.Columns) + column;
                var mirrored = (row * BlockMatcher.Columns) + BlockMatcher.Columns - 1 - column;
                var upturned = ((BlockMatcher.Rows - 1 - row) * BlockMatcher.Columns) + column;
                if (-2 * CentreX(block) >= FarApart && (blocks[block].X, blocks[mirrored].X) is ({ } left, { } right))
                    stretches[count++] = (left - right) / (2 * CentreX(block));
                if (-2 * CentreY(block) >= FarApart && (blocks[block].Y, blocks[upturned].Y) is ({ } top, { } bottom))
                    stretches[count++] = (top - bottom) / (2 * CentreY(block));
            }
        }

        return count < FewestBlocks / 2 ? 0 : Median(stretches[..count]);
    }

    private static double CentreX(int block) =>
        ((block % BlockMatcher.Columns) + 0.5 - (BlockMatcher.Columns / 2.0)) * BlockMatcher.BlockWidth;

    private static double CentreY(int block) =>
        ((block / BlockMatcher.Columns) + 0.5 - (BlockMatcher.Rows / 2.0)) * BlockMatcher.BlockHeight;

    private static double Median(Span<double> values)
    {
        if (values.IsEmpty) return 0;
        values.Sort();
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }
}
