using VideoPipeline.Errors;
using VideoPipeline.Search.Segments;

namespace VideoPipeline.Search;

/// <summary>
/// Collects the votes of a query's keypoints for the frames of a segment. Each keypoint of the query votes for the frames with a
/// similar keypoint (J. Sivic and A. Zisserman, <i>Video Google</i>, ICCV 2003): one under a probed visual word, with a binary
/// signature within a Hamming distance. Only votes for the same rotation and scale add up (H. Jégou, M. Douze, C. Schmid,
/// <i>Hamming embedding and weak geometric consistency</i>, ECCV 2008). The result does not depend on the order of the blocks.
/// Safe for concurrent use.
/// </summary>
/// <param name="segment">The segment.</param>
/// <param name="probes">The probed words.</param>
/// <param name="views">The number of views of the query.</param>
internal sealed class Votes(SegmentReader segment, Probes probes, int views)
{
    /// <summary>The maximum number of votes in a segment, which bounds the memory to 256 MB.</summary>
    private const int MaxVotes = 1 << 25;

    /// <summary>The maximum Hamming distance of signatures. Measured: keeps 24 in 25 of the true matches.</summary>
    private const int MaxSignatureDistance = 12;

    private const int KeypointBits = 16;
    private const int PictureShift = 32;

    // Picture, pose bin and keypoint of the query in one integer each, by view.
    private readonly List<ulong>[] _votes = [.. Enumerable.Range(0, views).Select(_ => new List<ulong>())];
    private readonly Lock _lock = new();
    private int _count;

    /// <summary>Adds the votes for the postings of a block.</summary>
    /// <exception cref="LimitExceededException">The query has too many votes.</exception>
    public void Add(PostingBlock block)
    {
        var found = new List<(ushort View, ulong Vote)>();
        var row = 0;
        foreach (var (word, count) in block.Lists)
        {
            foreach (var voter in probes.Of(word))
            {
                var signatures = block.Signatures.Slice(row, count);
                for (var i = 0; i < signatures.Length; i++)
                {
                    if (ulong.PopCount(signatures[i] ^ voter.Signature) > MaxSignatureDistance) continue;
                    var picture = (ulong)segment.PicturesOf(block)[row + i];
                    var bin = (ulong)KeypointPose.Difference(voter.Pose, block.Poses[row + i]);
                    found.Add((voter.View, (picture << PictureShift) | (bin << KeypointBits) | voter.Keypoint));
                }
            }
            row += count;
        }
        lock (_lock)
        {
            foreach (var (view, vote) in found) _votes[view].Add(vote);
            if ((_count += found.Count) > MaxVotes)
                throw new LimitExceededException(
                    $"The images have more than {MaxVotes} similar keypoints in {segment.Key}. Search for fewer images at a " +
                    "time, or for an image with more distinctive content.");
        }
    }

    /// <summary>Returns the frames with votes of a view, with the number of pose-consistent ones.</summary>
    /// <param name="view">The number of the view.</param>
    /// <param name="min">The minimum number.</param>
    public IEnumerable<(int Picture, double Votes)> CountByPicture(int view, double min)
    {
        var votes = _votes[view];
        votes.Sort();
        var bins = new int[KeypointPose.DifferenceBins];
        for (var start = 0; start < votes.Count;)
        {
            var picture = votes[start] >> PictureShift;
            Array.Clear(bins);
            var end = start;
            for (; end < votes.Count && votes[end] >> PictureShift == picture; end++)
            {
                // Each keypoint of the query votes at most once per bin.
                if (end == start || votes[end] != votes[end - 1]) bins[(uint)votes[end] >> KeypointBits]++;
            }
            start = end;
            if (PoseConsistency.Count(bins) is var count && count >= min) yield return ((int)picture, count);
        }
    }
}
