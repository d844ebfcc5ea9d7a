using VideoPipeline.Results.Files;
using VideoPipeline.Results.Partials;
using VideoPipeline.Stills.Fingerprints;
using VideoPipeline.Video;

namespace VideoPipeline.Results.StillFrames;

/// <summary>
/// Selects frames of a shot whose content differs from both its representative frame and its middle frame, because the camera or
/// the scene moves.
/// </summary>
internal static class ChangedFrames
{
    /// <summary>
    /// The Hamming distance of the two hashes above which an image has changed (unrelated images have a mean distance of 64 of
    /// 128 bits).
    /// </summary>
    private const int ChangedBits = 40;

    /// <summary>The maximum number of frames per second.</summary>
    private const int MaxPerSecond = 2;

    /// <summary>
    /// Returns the frames in ascending order. Each differs from the two frames of its shot and from the previously selected one.
    /// </summary>
    public static IReadOnlyList<long> Find(Partial all, TimeBase timeBase, IReadOnlyList<SummaryShot> shots)
    {
        var (frame, pts) = (all.Arrays.Column<long>("frame").Data, all.Arrays.Column<long>("pts").Data);
        var hashes = ImageHashes.Zip(all.Arrays.Column<ulong>("phash").Data, all.Arrays.Column<ulong>("dhash").Data);
        var changed = new List<long>();
        foreach (var shot in shots)
        {
            var (start, end) = SampledFrames.Rows(frame, shot);
            var references = SampledFrames.OfShot(frame, shot).Select(number => Array.BinarySearch(frame, number)).ToList();
            var fixedCount = references.Count;
            for (var row = start; row < end; row++)
            {
                if (!references.All(other => IsApart(other, row) && hashes[other].Distance(hashes[row]) > ChangedBits)) continue;
                changed.Add(frame[row]);
                references.RemoveRange(fixedCount, references.Count - fixedCount);
                references.Add(row);
            }
        }
        return changed;

        bool IsApart(int one, int other) =>
            Int128.Abs((Int128)pts[one] - pts[other]) * timeBase.Numerator * MaxPerSecond >= timeBase.Denominator;
    }
}
