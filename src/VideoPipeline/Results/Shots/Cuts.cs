namespace VideoPipeline.Results.Shots;

/// <summary>
/// Cuts between neighbouring frames: a frame that does not come from the one before by moving, and stands out from the frames
/// around it, since fast action, shaking cameras and explosions change the picture for several frames on end. The limits are ours,
/// set on real films and made-up ones (tests/Benchmarks/shots).
/// </summary>
public static class Cuts
{
    /// <summary>The cut score from which a frame may be a cut.</summary>
    public const double Least = 0.25;

    /// <summary>The cut score from which it is a clear one, of which less standing out is asked.</summary>
    public const double Clear = 0.4;

    /// <summary>How many times the highest score around a frame its own must be.</summary>
    public const double StandsOut = 2.6;

    /// <summary>The same for a clear one.</summary>
    public const double ClearStandsOut = 1.75;

    /// <summary>A score of this much is never taken for calm: noise stays below it.</summary>
    public const double Noise = 0.04;

    /// <summary>Frames up to this score show the picture of the frame before again: animation and converted frame rates do.</summary>
    private const double Repeated = 0.01;

    /// <summary>So many frames on either side are looked at, repeated ones not counted.</summary>
    private const int Around = 2;

    /// <summary>But none further away than this.</summary>
    private const int Furthest = 4;

    /// <summary>The rows that begin behind a cut, in order.</summary>
    /// <param name="scores">The cut score of each row; that of the first does not matter.</param>
    public static IReadOnlyList<int> Find(ReadOnlySpan<double> scores)
    {
        var cuts = new List<int>();
        for (var row = 1; row < scores.Length; row++)
        {
            if (scores[row] < Least) continue;
            var around = Math.Max(Noise, Math.Max(Highest(scores, row, -1), Highest(scores, row, +1)));
            if (scores[row] >= around * (scores[row] >= Clear ? ClearStandsOut : StandsOut)) cuts.Add(row);
        }

        return cuts;
    }

    private static double Highest(ReadOnlySpan<double> scores, int row, int step)
    {
        var (highest, changing) = (0.0, 0);
        for (var other = row + step; other > 0 && other < scores.Length && Math.Abs(other - row) <= Furthest && changing < Around; other += step)
        {
            if (scores[other] <= Repeated) continue;
            highest = Math.Max(highest, scores[other]);
            changing++;
        }

        return highest;
    }
}
