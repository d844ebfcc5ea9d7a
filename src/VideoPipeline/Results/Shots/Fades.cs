using VideoPipeline.Results.Columns;
using VideoPipeline.Results.Pixels;
using VideoPipeline.Results.Stretches;

namespace VideoPipeline.Results.Shots;

/// <summary>
/// Fades: the picture goes out slowly to one tone (black, white or any other), or comes up from it. The deviation of luma tells, as
/// the monochrome frames of R. Lienhart, "Comparison of automatic shot boundary detection algorithms", SPIE 3656, 1999, section 3.
/// </summary>
public sealed class Fades
{
    /// <summary>
    /// A picture next to a plain one is part of a fade if its deviation is below this share of what it comes to nearby; behind a
    /// cut the whole contrast is there at once.
    /// </summary>
    public const double FullContrast = 0.35;

    /// <summary>Seconds in which a fade comes to its full contrast, or most of it.</summary>
    public const double NearbySeconds = 1.5;

    /// <summary>Seconds from which a plain picture between two shots is a shot of its own.</summary>
    public const double HeldSeconds = Black.MinimumSeconds;

    /// <summary>By how much the deviation of one and the same plain picture varies.</summary>
    private const double CodingNoise = 0.5;

    private readonly double[] _deviation;
    private readonly Timeline _rows;
    private readonly SortedDictionary<int, ShotTransition> _beginnings;

    private Fades(double[] deviation, Timeline rows, IReadOnlyList<int> cuts)
    {
        (_deviation, _rows) = (deviation, rows);
        _beginnings = new(cuts.ToDictionary(cut => cut, _ => ShotTransition.Cut));
    }

    /// <summary>The rows with which shots begin, but for the first, and how: the cuts, and the fades in place of those within.</summary>
    /// <param name="cuts">The rows behind a cut, in order.</param>
    /// <param name="columns">The video's columns.</param>
    /// <param name="rows">When each row is shown.</param>
    public static IReadOnlyDictionary<int, ShotTransition> Add(IReadOnlyList<int> cuts, FrameColumns columns, Timeline rows)
    {
        var fades = new Fades(columns.LumaStd, rows, cuts);
        var plain = columns.LumaStd.Select(deviation => deviation < PixelClasses.FlatDeviationBelow).ToArray();
        foreach (var run in StretchFinder.Of(plain)) fades.Join(run);
        return fades._beginnings;
    }

    /// <summary>Settles how the shots before and behind a run of plain pictures are joined.</summary>
    private void Join(Stretch plain)
    {
        var (start, end) = plain;
        var goesOut = start > 0 && IsFaded(start - 1, -1);
        var comesUp = end < _deviation.Length && IsFaded(end, +1);
        if (goesOut) DropAlong(start, -1);
        if (comesUp) DropAlong(end, +1);

        var (gone, up) = Plainest(plain);
        if (_rows.SecondsBetween(gone, up) >= HeldSeconds)
        {
            if (goesOut) _beginnings[gone] = ShotTransition.Fade;
            if (comesUp) _beginnings[up] = ShotTransition.Fade;
        }
        else if (start > 0 && end < _deviation.Length)
        {
            // Of a moment of black between two cuts, the new shot is what follows.
            if (_beginnings.ContainsKey(end)) _beginnings.Remove(start);
            if (!goesOut && !comesUp) return;
            for (var row = start; row <= end; row++) _beginnings.Remove(row);
            _beginnings[goesOut && comesUp ? (gone + up) / 2 : goesOut ? end : start] = ShotTransition.Fade;
        }
    }

    /// <summary>The part of a plain run in which nothing is left of the pictures beside it.</summary>
    private Stretch Plainest(Stretch plain)
    {
        var (start, end) = plain;
        var lowest = _deviation.AsSpan(start, end - start).ToArray().Min() + CodingNoise;
        while (_deviation[start] > lowest) start++;
        while (_deviation[end - 1] > lowest) end--;
        return new(start, end);
    }

    /// <summary>Whether the picture beside a plain one has little of the contrast that its shot has further on.</summary>
    private bool IsFaded(int row, int step)
    {
        var fullest = 0.0;
        var rising = true;
        for (var other = row; IsNear(row, other); other += step)
        {
            // On the fade itself nothing is a cut, see DropAlong.
            rising &= other == row || _deviation[other] > _deviation[other - step];
            if (!rising && IsCut(other, step)) break;
            fullest = Math.Max(fullest, _deviation[other]);
        }

        return _deviation[row] < FullContrast * fullest;
    }

    private bool IsNear(int row, int other) =>
        other >= 0 && other < _deviation.Length && _rows.SecondsBetween(Math.Min(row, other), Math.Max(row, other)) <= NearbySeconds;

    /// <summary>Whether a cut lies between a row and the one that is a step nearer to the plain pictures.</summary>
    private bool IsCut(int row, int step) => _beginnings.ContainsKey(step > 0 ? row : row + 1);

    /// <summary>The contrast of a fade changes at every step: none of them is a cut.</summary>
    private void DropAlong(int row, int step)
    {
        _beginnings.Remove(row);
        var inner = step > 0 ? row : row - 1;
        while (inner + step >= 0 && inner + step < _deviation.Length && _deviation[inner + step] > _deviation[inner])
        {
            _beginnings.Remove(step > 0 ? inner + 1 : inner);
            inner += step;
        }
    }
}
