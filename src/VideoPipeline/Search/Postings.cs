using VideoPipeline.Npz;
using VideoPipeline.Stills.Fingerprints;

namespace VideoPipeline.Search;

/// <summary>The posting lists of an inverted index. All arrays have one row per keypoint, sorted by word.</summary>
/// <param name="Word">The visual word (<see cref="DescriptorHash"/>).</param>
/// <param name="Picture">The row of its frame in <see cref="IndexSegment.Pictures"/>.</param>
/// <param name="Signature">The binary signature (<see cref="DescriptorHash"/>).</param>
/// <param name="Pose">The quantized orientation and scale (<see cref="QuantizePose"/>).</param>
internal sealed record Postings(ushort[] Word, int[] Picture, ulong[] Signature, byte[] Pose)
{
    /// <summary>The number of bins for the orientation.</summary>
    public const int OrientationBins = 16;

    /// <summary>The number of bins for the scale, each twice the one before.</summary>
    public const int ScaleBins = 16;

    private int[]? _firstRows;

    /// <summary>The number of postings.</summary>
    public int Count => Word.Length;

    /// <summary>The rows of the posting list of a word.</summary>
    public Range Of(ushort word)
    {
        _firstRows ??= ComputeFirstRows();
        return _firstRows[word].._firstRows[word + 1];
    }

    /// <summary>Creates the postings of the fingerprinted frames of one run.</summary>
    public static Postings Of(IReadOnlyList<Keypoints> pictures)
    {
        var count = pictures.Sum(picture => picture.Count);
        var postings = new Postings(new ushort[count], new int[count], new ulong[count], new byte[count]);
        var row = 0;
        for (var picture = 0; picture < pictures.Count; picture++)
        {
            for (var i = 0; i < pictures[picture].Count; i++, row++)
            {
                (postings.Word[row], postings.Signature[row]) = DescriptorHash.Compute(pictures[picture].Descriptor(i));
                (postings.Picture[row], postings.Pose[row]) = (picture, QuantizePose(pictures[picture], i));
            }
        }
        return postings.Sorted();
    }

    /// <summary>Quantizes the pose of a keypoint: the orientation in the lower four bits, the scale in the upper four.</summary>
    public static byte QuantizePose(Keypoints keypoints, int i)
    {
        var orientation = (int)(keypoints.Angle(i) * OrientationBins / 360) % OrientationBins;
        var scale = Math.Clamp((int)Math.Floor(Math.Log2(keypoints.Size(i))) + 2, 0, ScaleBins - 1);
        return (byte)(scale * OrientationBins + orientation);
    }

    /// <summary>Merges the postings of several segments; their frames are renumbered consecutively.</summary>
    internal static Postings Merge(IReadOnlyList<(Postings Postings, int Pictures)> parts)
    {
        if (parts.Count == 1) return parts[0].Postings;
        var all = new Postings(
            parts.Select(part => part.Postings.Word).Concatenate(), parts.Select(part => part.Postings.Picture).Concatenate(),
            parts.Select(part => part.Postings.Signature).Concatenate(),
            parts.Select(part => part.Postings.Pose).Concatenate());
        var (row, offset) = (0, 0);
        foreach (var (postings, pictures) in parts)
        {
            for (var i = 0; i < postings.Count; i++) all.Picture[row++] += offset;
            offset += pictures;
        }
        return all.Sorted();
    }

    /// <summary>Renumbers the frames; postings of frames with the number -1 are removed.</summary>
    internal Postings Renumber(int[] numbers)
    {
        var rows = Enumerable.Range(0, Count).Where(row => numbers[Picture[row]] >= 0).ToArray();
        return SelectRows(rows, numbers);
    }

    // A counting sort, which is stable within a word.
    private Postings Sorted()
    {
        var next = ComputeFirstRows();
        var rows = new int[Count];
        for (var row = 0; row < Count; row++) rows[next[Word[row]]++] = row;
        return SelectRows(rows, numbers: null);
    }

    private Postings SelectRows(int[] rows, int[]? numbers) => new(
        Array.ConvertAll(rows, row => Word[row]),
        Array.ConvertAll(rows, row => numbers is null ? Picture[row] : numbers[Picture[row]]),
        Array.ConvertAll(rows, row => Signature[row]),
        Array.ConvertAll(rows, row => Pose[row]));

    private int[] ComputeFirstRows()
    {
        var first = new int[(1 << DescriptorHash.WordBits) + 1];
        foreach (var word in Word) first[word + 1]++;
        for (var word = 0; word < first.Length - 1; word++) first[word + 1] += first[word];
        return first;
    }
}
