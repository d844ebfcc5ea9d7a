namespace VideoPipeline.Results.Shots;

/// <summary>
/// Detects cuts between consecutive frames: the cut score must be high, and much higher than that of the surrounding frames,
/// because fast action, shaking cameras and explosions change several frames in succession. The thresholds were tuned on real
/// and synthetic videos (tests/Benchmarks/shots).
/// </summary>
internal static class Cuts
{
    /// <summary>The minimum cut score of a cut.</summary>
    public const double MinScore = 0.25;

    /// <summary>The minimum cut score of a clear cut, for which a lower ratio to the surrounding scores suffices.</summary>
    public const double MinClearScore = 0.4;

    /// <summary>The minimum ratio of the score of a cut to the maximum of the surrounding scores.</summary>
    public const double MinRatio = 2.6;

    /// <summary>The minimum ratio for a clear cut.</summary>
    public const double MinClearRatio = 1.75;

    /// <summary>The lower limit of the surrounding maximum; the scores of noise are below it.</summary>
    public const double NoiseFloor = 0.04;

    /// <summary>The maximum score of a repeated frame, as in animation and after frame rate conversion.</summary>
    private const double MaxRepeatedScore = 0.01;

    /// <summary>The number of surrounding frames to compare on each side, not counting repeated frames.</summary>
    private const int Neighbors = 2;

    /// <summary>The maximum distance of the surrounding frames.</summary>
    private const int MaxDistance = 4;

    /// <summary>Returns the first row after each cut, in ascending order.</summary>
    /// <param name="scores">The cut score of each row; the first one is ignored.</param>
    public static IReadOnlyList<int> Find(ReadOnlySpan<double> scores)
    {
        var cuts = new List<int>();
        for (var row = 1; row < scores.Length; row++)
        {
            if (scores[row] < MinScore) continue;
            var surrounding = Math.Max(NoiseFloor, Math.Max(MaxScore(scores, row, -1), MaxScore(scores, row, +1)));
            if (scores[row] >= surrounding * (scores[row] >= MinClearScore ? MinClearRatio : MinRatio)) cuts.Add(row);
        }

        return cuts;
    }

    private static double MaxScore(ReadOnlySpan<double> scores, int row, int step)
    {
        var (max, counted) = (0.0, 0);
        for (var other = row + step;
            other > 0 && other < scores.Length && Math.Abs(other - row) <= MaxDistance && counted < Neighbors;
            other += step)
        {
            if (scores[other] <= MaxRepeatedScore) continue;
            max = Math.Max(max, scores[other]);
            counted++;
        }

        return max;
    }
}
