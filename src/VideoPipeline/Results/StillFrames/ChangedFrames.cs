using VideoPipeline.Results.Files;
using VideoPipeline.Results.Partials;
using VideoPipeline.Stills.Fingerprints;
using VideoPipeline.Video;

namespace VideoPipeline.Results.StillFrames;

/// <summary>
/// Frames of shots in which much is seen that neither the frame that stands for the shot nor the one in its middle shows: where the
/// camera or what it looks at moves on.
/// </summary>
public static class ChangedFrames
{
    /// <summary>Bits of the two hashes from which a picture is another one (unrelated pictures differ in 64 of 128 on average).</summary>
    private const int ChangedBits = 40;

    /// <summary>Two in a second at most.</summary>
    private const int MostPerSecond = 2;

    /// <summary>The frames, ascending: each differs from the two frames of its shot and from the one chosen before it.</summary>
    public static IReadOnlyList<long> Of(Partial all, TimeBase timeBase, IReadOnlyList<SummaryShot> shots)
    {
        var (frame, pts) = (all.Arrays.Column<long>("frame").Data, all.Arrays.Column<long>("pts").Data);
        var hashes = PictureHashes.Zip(all.Arrays.Column<ulong>("phash").Data, all.Arrays.Column<ulong>("dhash").Data);
        var changed = new List<long>();
        foreach (var shot in shots)
        {
            var (start, end) = SampledFrames.Rows(frame, shot);
            var known = SampledFrames.OfShot(frame, shot).Select(number => Array.BinarySearch(frame, number)).ToList();
            var two = known.Count;
            for (var row = start; row < end; row++)
            {
                if (!known.All(other => IsApart(other, row) && hashes[other].Distance(hashes[row]) > ChangedBits)) continue;
                changed.Add(frame[row]);
                known.RemoveRange(two, known.Count - two);
                known.Add(row);
            }
        }
        return changed;

        bool IsApart(int one, int other) =>
            Int128.Abs((Int128)pts[one] - pts[other]) * timeBase.Numerator * MostPerSecond >= timeBase.Denominator;
    }
}
