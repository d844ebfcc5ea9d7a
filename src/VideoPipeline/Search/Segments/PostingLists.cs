using VideoPipeline.Stills.Fingerprints;

namespace VideoPipeline.Search.Segments;

/// <summary>Creates the posting lists of an inverted index.</summary>
internal static class PostingLists
{
    /// <summary>Files the keypoints of the fingerprinted frames of a run under their visual words.</summary>
    /// <param name="pictures">The keypoints of each frame.</param>
    /// <returns>The words, ascending, each with its postings; the frames ascend within a list.</returns>
    public static IEnumerable<(ushort Word, ArraySegment<Posting> List)> Of(IReadOnlyList<Keypoints> pictures)
    {
        var words = new ushort[pictures.Sum(picture => picture.Count)];
        var postings = new Posting[words.Length];
        var row = 0;
        for (var picture = 0; picture < pictures.Count; picture++)
        {
            for (var i = 0; i < pictures[picture].Count; i++, row++)
            {
                (words[row], var signature) = DescriptorHash.Compute(pictures[picture].Descriptor(i));
                postings[row] = new Posting(picture, signature, KeypointPose.Quantize(pictures[picture], i));
            }
        }

        // A counting sort, which is stable within a word.
        var next = new int[(1 << DescriptorHash.WordBits) + 1];
        foreach (var word in words) next[word + 1]++;
        for (var word = 1; word < next.Length; word++) next[word] += next[word - 1];
        var sorted = new Posting[postings.Length];
        for (var i = 0; i < words.Length; i++) sorted[next[words[i]]++] = postings[i];

        // Each position has moved to the end of its list.
        var start = 0;
        for (var word = 0; start < sorted.Length; word++)
        {
            if (next[word] == start) continue;
            yield return ((ushort)word, new ArraySegment<Posting>(sorted, start, next[word] - start));
            start = next[word];
        }
    }
}
