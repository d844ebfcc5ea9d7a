using VideoPipeline.Analysis;
using VideoPipeline.Errors;
using VideoPipeline.Stills;
using VideoPipeline.Video;

namespace VideoPipeline.Results.Partials;

/// <summary>What one worker found in its range.</summary>
/// <param name="Arrays">The per-frame columns, and what merging needs of the range's ends.</param>
/// <param name="Key">Whether each frame is a key frame, one row a frame.</param>
/// <param name="Work">How many frames were due and came, and what it took.</param>
public sealed record Partial(RangeArrays Arrays, bool[] Key, RangeWork Work)
{
    /// <summary>What looks found on single frames, in the order of <see cref="StillResult.Merge"/>.</summary>
    public IReadOnlyList<StillResult> StillResults { get; init; } = [];

    /// <summary>Frames that could not be decoded for a second look.</summary>
    public IReadOnlyList<MissingFrames> MissingStills { get; init; } = [];

    /// <summary>Neighbouring partials, in order, as one. Associative: the result does not tell where the cuts were.</summary>
    /// <exception cref="UnsplittableVideoException">They are not parts of one sequential decode (<see cref="RangeConstants"/>).</exception>
    public static Partial Merge(IReadOnlyList<Partial> partials)
    {
        // First, for it sees whether they are alike.
        var work = partials.Select(partial => partial.Work).Aggregate((left, right) => left.Plus(right));
        return new Partial(
            RangeArrays.Merge([.. partials.Select(partial => partial.Arrays)]), [.. partials.SelectMany(partial => partial.Key)], work)
        {
            StillResults = StillResult.Merge(partials.SelectMany(partial => partial.StillResults)),
        };
    }

    /// <summary>With what was found by a second look.</summary>
    public Partial With(IReadOnlyList<StillsPartial> groups) => this with
    {
        StillResults = StillResult.Merge([.. StillResults, .. groups.SelectMany(group => group.Results)]),
        MissingStills = [.. groups.SelectMany(group => group.Work.Missing)],
    };
}

/// <summary>The work on a range.</summary>
/// <param name="Expected">Frames that the worker was to give.</param>
/// <param name="Delivered">Frames that it gave.</param>
/// <param name="Missing">Those that did not come, and why.</param>
/// <param name="Samples">Samples given to the decoder.</param>
/// <param name="Decoded">Frames that came out of it.</param>
/// <param name="Bytes">Bytes read of the video.</param>
/// <param name="Requests">Requests for them.</param>
/// <param name="Seconds">How long it took on the clock.</param>
public sealed record RangeWork(
    long Expected, long Delivered, IReadOnlyList<MissingFrames> Missing, long Samples, long Decoded, long Bytes, long Requests,
    double Seconds)
{
    /// <summary>What must hold for all ranges alike; null where no frame came.</summary>
    public RangeConstants? Constants { get; init; }

    /// <summary>Sees that every frame came.</summary>
    /// <param name="video">What the message calls the video.</param>
    /// <exception cref="CorruptVideoException">One did not.</exception>
    public void RequireAll(string video)
    {
        if (Missing is [var gap, ..])
            throw new CorruptVideoException(
                $"{video}: frames {gap.Start} to {gap.End - 1} could not be decoded ({gap.Cause}). Fetch or export it again, or run without strict.");
    }

    /// <summary>The work on both; gaps that touch and have one cause become one, so that cuts leave no trace.</summary>
    /// <exception cref="UnsplittableVideoException">The two are not parts of one sequential decode (<see cref="RangeConstants"/>).</exception>
    public RangeWork Plus(RangeWork next) => new(
        Expected + next.Expected, Delivered + next.Delivered, Join(Missing, next.Missing), Samples + next.Samples,
        Decoded + next.Decoded, Bytes + next.Bytes, Requests + next.Requests, Seconds + next.Seconds)
    {
        Constants = RangeConstants.Join(Constants, next.Constants),
    };

    private static IReadOnlyList<MissingFrames> Join(IReadOnlyList<MissingFrames> left, IReadOnlyList<MissingFrames> right) =>
        left.Count > 0 && right.Count > 0 && left[^1].End == right[0].Start && left[^1].Cause == right[0].Cause
            ? [.. left.Take(left.Count - 1), left[^1] with { End = right[0].End }, .. right.Skip(1)]
            : [.. left, .. right];
}
