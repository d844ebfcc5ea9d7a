using System.Runtime.InteropServices;
using VideoPipeline.Stills.Fingerprints;

namespace VideoPipeline.Search;

/// <summary>A picture of the index in which another may be to be seen.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Picture">Its row in <see cref="IndexSegment.Pictures"/>.</param>
/// <param name="Votes">How many keypoints speak for it, beyond what would by chance.</param>
internal readonly record struct Candidate(IndexSegment Segment, int Picture, double Votes);

/// <summary>
/// Asks the index in which pictures a picture may be to be seen. Each of its keypoints votes for those with a similar one (J. Sivic and
/// A. Zisserman, <i>Video Google</i>, ICCV 2003), similar meaning a word among the likeliest and a signature of few other bits; votes
/// count together only where they say the same turn and the same enlargement (H. Jégou, M. Douze, C. Schmid, <i>Hamming embedding
/// and weak geometric consistency</i>, ECCV 2008).
/// </summary>
internal static class Candidates
{
    /// <summary>Words that a keypoint is looked for under: measured, five in six of true matches are found.</summary>
    private const int Probes = 16;

    /// <summary>Bits that may differ in a signature: measured, 24 in 25 of true matches are within.</summary>
    private const int MostDifferentBits = 12;

    /// <summary>Enlargements that are told apart: from 1/16 to 8, by factors of two.</summary>
    private const int Enlargements = 8;

    private const int Poses = Enlargements * Postings.Turns;

    /// <summary>The candidates of a segment, with more votes than chance would give, those with the most first.</summary>
    /// <param name="picture">The picture's keypoints.</param>
    /// <param name="segment">The segment.</param>
    /// <param name="leastVotes">Fewer are not enough.</param>
    public static IReadOnlyList<Candidate> Of(Keypoints picture, IndexSegment segment, double leastVotes)
    {
        var votes = new Count[segment.Pictures.Count * Poses];
        Span<ushort> words = stackalloc ushort[Probes];
        for (var i = 0; i < picture.Count; i++)
        {
            var signature = DescriptorHash.Probe(picture.Descriptor(i), words);
            var pose = Postings.PoseOf(picture, i);
            foreach (var word in words) Vote(segment.Postings, word, signature, pose, (ushort)(i + 1), votes);
        }

        var candidates = new List<Candidate>();
        for (var row = 0; row < segment.Pictures.Count; row++)
        {
            var most = Most(votes.AsSpan(row * Poses, Poses));
            if (most >= leastVotes) candidates.Add(new Candidate(segment, row, most));
        }
        return [.. candidates.OrderByDescending(candidate => candidate.Votes).ThenBy(candidate => candidate.Picture)];
    }

    private static void Vote(Postings postings, ushort word, ulong signature, byte pose, ushort voter, Count[] votes)
    {
        var (start, count) = postings.Of(word).GetOffsetAndLength(postings.Count);
        var signatures = postings.Signature.AsSpan(start, count);
        for (var i = 0; i < signatures.Length; i++)
        {
            if (ulong.PopCount(signatures[i] ^ signature) > MostDifferentBits) continue;
            ref var votesThere = ref votes[(postings.Picture[start + i] * Poses) + Between(pose, postings.Pose[start + i])];
            // A keypoint has one vote, however many are like it.
            if (votesThere.Last == voter) continue;
            votesThere.Last = voter;
            if (votesThere.Votes < ushort.MaxValue) votesThere.Votes++;
        }
    }

    private static int Between(byte from, byte to)
    {
        var turn = (to - from) & (Postings.Turns - 1);
        var enlargement = Math.Clamp((to / Postings.Turns) - (from / Postings.Turns) + (Enlargements / 2), 0, Enlargements - 1);
        return (enlargement * Postings.Turns) + turn;
    }

    // Both keypoints' poses are rounded, so that true votes lie in two neighbouring steps of each kind.
    private static double Most(ReadOnlySpan<Count> votes)
    {
        var (most, all) = (0, 0);
        for (var enlargement = 0; enlargement < Enlargements; enlargement++)
        {
            for (var turn = 0; turn < Postings.Turns; turn++)
            {
                all += votes[(enlargement * Postings.Turns) + turn].Votes;
                var here = At(votes, enlargement, turn) + At(votes, enlargement, turn + 1)
                    + At(votes, enlargement + 1, turn) + At(votes, enlargement + 1, turn + 1);
                most = Math.Max(most, here);
            }
        }
        return most - (4.0 * all / Poses);
    }

    private static int At(ReadOnlySpan<Count> votes, int enlargement, int turn) =>
        enlargement == Enlargements ? 0 : votes[(enlargement * Postings.Turns) + (turn % Postings.Turns)].Votes;

    [StructLayout(LayoutKind.Sequential, Pack = 2)]
    private struct Count
    {
        public ushort Votes;
        public ushort Last;
    }
}
