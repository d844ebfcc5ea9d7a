using System.Runtime.InteropServices;
using VideoPipeline.Stills.Fingerprints;

namespace VideoPipeline.Search;

/// <summary>An indexed frame that may show the query image.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Picture">The row of the frame in <see cref="IndexSegment.Pictures"/>.</param>
/// <param name="Votes">The number of pose-consistent votes, minus the number expected by chance.</param>
internal readonly record struct Candidate(IndexSegment Segment, int Picture, double Votes);

/// <summary>
/// Queries the inverted index for frames that may show the query image. Each keypoint of the query votes for the frames with a
/// similar keypoint (J. Sivic and A. Zisserman, <i>Video Google</i>, ICCV 2003): one under a probed visual word, with a binary
/// signature within a Hamming distance. Only votes for the same rotation and scale add up (H. Jégou, M. Douze, C. Schmid,
/// <i>Hamming embedding and weak geometric consistency</i>, ECCV 2008).
/// </summary>
internal static class Candidates
{
    /// <summary>The number of visual words to probe for a keypoint. Measured: finds five in six of the true matches.</summary>
    private const int Probes = 16;

    /// <summary>The maximum Hamming distance of signatures. Measured: keeps 24 in 25 of the true matches.</summary>
    private const int MaxSignatureDistance = 12;

    /// <summary>The number of bins for the scale: from 1/16 to 8, by factors of two.</summary>
    private const int ScaleBins = 8;

    private const int PoseBins = ScaleBins * Postings.OrientationBins;

    /// <summary>Finds the candidates of a segment, in order of decreasing votes.</summary>
    /// <param name="query">The keypoints of the query image.</param>
    /// <param name="segment">The segment.</param>
    /// <param name="minVotes">The minimum number of votes of a candidate.</param>
    public static IReadOnlyList<Candidate> Find(Keypoints query, IndexSegment segment, double minVotes)
    {
        var votes = new Count[segment.Pictures.Count * PoseBins];
        Span<ushort> words = stackalloc ushort[Probes];
        for (var i = 0; i < query.Count; i++)
        {
            var signature = DescriptorHash.Probe(query.Descriptor(i), words);
            var pose = Postings.QuantizePose(query, i);
            foreach (var word in words) Vote(segment.Postings, word, signature, pose, (ushort)(i + 1), votes);
        }

        var candidates = new List<Candidate>();
        for (var row = 0; row < segment.Pictures.Count; row++)
        {
            var count = MaxVotes(votes.AsSpan(row * PoseBins, PoseBins));
            if (count >= minVotes) candidates.Add(new Candidate(segment, row, count));
        }
        return [.. candidates.OrderByDescending(candidate => candidate.Votes).ThenBy(candidate => candidate.Picture)];
    }

    private static void Vote(Postings postings, ushort word, ulong signature, byte pose, ushort voter, Count[] votes)
    {
        var (start, count) = postings.Of(word).GetOffsetAndLength(postings.Count);
        var signatures = postings.Signature.AsSpan(start, count);
        for (var i = 0; i < signatures.Length; i++)
        {
            if (ulong.PopCount(signatures[i] ^ signature) > MaxSignatureDistance) continue;
            ref var bin = ref votes[(postings.Picture[start + i] * PoseBins) + RelativePose(pose, postings.Pose[start + i])];
            // Each keypoint of the query votes at most once per bin.
            if (bin.Last == voter) continue;
            bin.Last = voter;
            if (bin.Votes < ushort.MaxValue) bin.Votes++;
        }
    }

    private static int RelativePose(byte from, byte to)
    {
        var rotation = (to - from) & (Postings.OrientationBins - 1);
        var scale = Math.Clamp(
            (to / Postings.OrientationBins) - (from / Postings.OrientationBins) + (ScaleBins / 2), 0, ScaleBins - 1);
        return (scale * Postings.OrientationBins) + rotation;
    }

    // The poses of both keypoints are quantized, so true votes fall into two adjacent bins of each kind.
    private static double MaxVotes(ReadOnlySpan<Count> votes)
    {
        var (max, all) = (0, 0);
        for (var scale = 0; scale < ScaleBins; scale++)
        {
            for (var rotation = 0; rotation < Postings.OrientationBins; rotation++)
            {
                all += votes[(scale * Postings.OrientationBins) + rotation].Votes;
                var sum = VotesAt(votes, scale, rotation) + VotesAt(votes, scale, rotation + 1)
                    + VotesAt(votes, scale + 1, rotation) + VotesAt(votes, scale + 1, rotation + 1);
                max = Math.Max(max, sum);
            }
        }
        return max - (4.0 * all / PoseBins);
    }

    private static int VotesAt(ReadOnlySpan<Count> votes, int scale, int rotation) =>
        scale == ScaleBins ? 0 : votes[(scale * Postings.OrientationBins) + (rotation % Postings.OrientationBins)].Votes;

    [StructLayout(LayoutKind.Sequential, Pack = 2)]
    private struct Count
    {
        public ushort Votes;
        public ushort Last;
    }
}
