using VideoPipeline.Results.Columns;
using VideoPipeline.Results.Pixels;
using VideoPipeline.Results.Stretches;

namespace VideoPipeline.Results.Shots;

/// <summary>
/// Detects fades: the image gradually changes to or from a uniform tone (black, white or any other). Detection is based on the
/// standard deviation of luma, like the monochrome frames of R. Lienhart, "Comparison of automatic shot boundary detection
/// algorithms", SPIE 3656, 1999, section 3.
/// </summary>
internal sealed class Fades
{
    /// <summary>
    /// The maximum deviation of a fading frame next to a uniform one, as a fraction of the maximum deviation nearby. After a
    /// cut, the full contrast is present immediately.
    /// </summary>
    public const double MaxFadedContrast = 0.35;

    /// <summary>The time in seconds within which a fade reaches most of its full contrast.</summary>
    public const double WindowSeconds = 1.5;

    /// <summary>The minimum duration in seconds of a uniform image between two shots that is a separate shot.</summary>
    public const double MinUniformSeconds = Black.MinimumSeconds;

    /// <summary>The variation of the deviation of a uniform image caused by coding noise.</summary>
    private const double CodingNoise = 0.5;

    private readonly double[] _deviation;
    private readonly Timeline _rows;
    private readonly SortedDictionary<int, ShotTransition> _shotStarts;

    private Fades(double[] deviation, Timeline rows, IReadOnlyList<int> cuts)
    {
        (_deviation, _rows) = (deviation, rows);
        _shotStarts = new(cuts.ToDictionary(cut => cut, _ => ShotTransition.Cut));
    }

    /// <summary>
    /// Returns the first row and the transition of every shot except the first: the cuts and the fades. A fade replaces the cuts
    /// within it.
    /// </summary>
    /// <param name="cuts">The first row after each cut, in ascending order.</param>
    /// <param name="columns">The columns of the video.</param>
    /// <param name="rows">The time stamps of the rows.</param>
    public static IReadOnlyDictionary<int, ShotTransition> Add(IReadOnlyList<int> cuts, FrameColumns columns, Timeline rows)
    {
        var fades = new Fades(columns.LumaStd, rows, cuts);
        var plain = columns.LumaStd.Select(deviation => deviation < PixelClasses.FlatDeviationBelow).ToArray();
        foreach (var stretch in StretchFinder.Find(plain)) fades.AddFades(stretch);
        return fades._shotStarts;
    }

    /// <summary>Determines the transitions at a stretch of uniform frames.</summary>
    private void AddFades(Stretch plain)
    {
        var (start, end) = plain;
        var fadesOut = start > 0 && IsFaded(start - 1, -1);
        var fadesIn = end < _deviation.Length && IsFaded(end, +1);
        if (fadesOut) RemoveCutsAlong(start, -1);
        if (fadesIn) RemoveCutsAlong(end, +1);

        var (coreStart, coreEnd) = FindCore(plain);
        if (_rows.SecondsBetween(coreStart, coreEnd) >= MinUniformSeconds)
        {
            if (fadesOut) _shotStarts[coreStart] = ShotTransition.Fade;
            if (fadesIn) _shotStarts[coreEnd] = ShotTransition.Fade;
        }
        else if (start > 0 && end < _deviation.Length)
        {
            // A short uniform stretch between two cuts counts as one cut, at its end.
            if (_shotStarts.ContainsKey(end)) _shotStarts.Remove(start);
            if (!fadesOut && !fadesIn) return;
            for (var row = start; row <= end; row++) _shotStarts.Remove(row);
            _shotStarts[fadesOut && fadesIn ? (coreStart + coreEnd) / 2 : fadesOut ? end : start] = ShotTransition.Fade;
        }
    }

    /// <summary>Returns the part of a uniform stretch in which the adjacent images are completely faded.</summary>
    private Stretch FindCore(Stretch plain)
    {
        var (start, end) = plain;
        var lowest = _deviation.AsSpan(start, end - start).ToArray().Min() + CodingNoise;
        while (_deviation[start] > lowest) start++;
        while (_deviation[end - 1] > lowest) end--;
        return new(start, end);
    }

    /// <summary>Whether a frame next to a uniform one has much less contrast than its shot reaches nearby.</summary>
    private bool IsFaded(int row, int step)
    {
        var maxDeviation = 0.0;
        var rising = true;
        for (var other = row; IsNear(row, other); other += step)
        {
            // Within the fade, cuts are ignored, see RemoveCutsAlong.
            rising &= other == row || _deviation[other] > _deviation[other - step];
            if (!rising && IsCut(other, step)) break;
            maxDeviation = Math.Max(maxDeviation, _deviation[other]);
        }

        return _deviation[row] < MaxFadedContrast * maxDeviation;
    }

    private bool IsNear(int row, int other) =>
        other >= 0
        && other < _deviation.Length
        && _rows.SecondsBetween(Math.Min(row, other), Math.Max(row, other)) <= WindowSeconds;

    /// <summary>Whether there is a cut between a row and its neighbor towards the uniform frames.</summary>
    private bool IsCut(int row, int step) => _shotStarts.ContainsKey(step > 0 ? row : row + 1);

    /// <summary>Removes the cuts within a fade; its contrast changes at every frame.</summary>
    private void RemoveCutsAlong(int row, int step)
    {
        _shotStarts.Remove(row);
        var inner = step > 0 ? row : row - 1;
        while (inner + step >= 0 && inner + step < _deviation.Length && _deviation[inner + step] > _deviation[inner])
        {
            _shotStarts.Remove(step > 0 ? inner + 1 : inner);
            inner += step;
        }
    }
}
