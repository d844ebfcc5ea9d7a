using VideoPipeline.Errors;
using VideoPipeline.Video;

namespace VideoPipeline.Results.Partials;

/// <summary>The work of a worker on a range or group.</summary>
/// <param name="Expected">The expected number of frames.</param>
/// <param name="Delivered">The number of delivered frames.</param>
/// <param name="Missing">The missing frames, and why.</param>
/// <param name="Samples">The number of coded samples sent to the decoder.</param>
/// <param name="Decoded">The number of frames returned by the decoder.</param>
/// <param name="Bytes">The number of bytes read from the video.</param>
/// <param name="Requests">The number of reads or HTTP requests.</param>
/// <param name="Seconds">The elapsed time in seconds.</param>
internal sealed record RangeWork(
    long Expected, long Delivered, IReadOnlyList<MissingFrames> Missing, long Samples, long Decoded, long Bytes, long Requests,
    double Seconds)
{
    /// <summary>The properties that must be equal for all ranges; null if no frame was decoded.</summary>
    public RangeConstants? Constants { get; init; }

    /// <summary>Verifies that no frame is missing.</summary>
    /// <param name="video">The address of the video, for the message.</param>
    /// <exception cref="CorruptVideoException">A frame is missing.</exception>
    public void ThrowIfIncomplete(SourceAddress video)
    {
        if (Missing is [var gap, ..])
            throw new CorruptVideoException(
                $"{video}: frames {gap.Start} to {gap.End - 1} could not be decoded ({gap.Cause}). " +
                "Download or export it again, or run without strict.");
    }

    /// <summary>
    /// Sums the work on two consecutive ranges. Adjacent gaps with the same cause are merged, so that the result does not depend
    /// on where the video was split.
    /// </summary>
    /// <exception cref="UnsplittableVideoException">The ranges differ from a sequential decode
    /// (<see cref="RangeConstants"/>).</exception>
    public RangeWork Plus(RangeWork next) => new(
        Expected + next.Expected, Delivered + next.Delivered, Join(Missing, next.Missing), Samples + next.Samples,
        Decoded + next.Decoded, Bytes + next.Bytes, Requests + next.Requests, Seconds + next.Seconds)
    {
        Constants = RangeConstants.Merge(Constants, next.Constants),
    };

    private static IReadOnlyList<MissingFrames> Join(IReadOnlyList<MissingFrames> left, IReadOnlyList<MissingFrames> right) =>
        left.Count > 0 && right.Count > 0 && left[^1].End == right[0].Start && left[^1].Cause == right[0].Cause
            ? [.. left.Take(left.Count - 1), left[^1] with { End = right[0].End }, .. right.Skip(1)]
            : [.. left, .. right];
}
