using VideoPipeline.Npz;
using VideoPipeline.Stills.Fingerprints;

namespace VideoPipeline.Search;

/// <summary>Keypoints by their words. All arrays have one row a keypoint, in ascending order of words.</summary>
/// <param name="Word">See <see cref="DescriptorHash"/>.</param>
/// <param name="Picture">The picture that it is in.</param>
/// <param name="Signature">See <see cref="DescriptorHash"/>.</param>
/// <param name="Pose">How it is turned and how large it is (<see cref="PoseOf"/>).</param>
public sealed record Postings(ushort[] Word, int[] Picture, ulong[] Signature, byte[] Pose)
{
    /// <summary>Steps of a whole turn.</summary>
    public const int Turns = 16;

    /// <summary>Steps of size, each twice the one before.</summary>
    public const int Sizes = 16;

    private int[]? _first;

    /// <summary>How many.</summary>
    public int Count => Word.Length;

    /// <summary>The rows of a word.</summary>
    public Range Of(ushort word)
    {
        _first ??= FirstRows();
        return _first[word].._first[word + 1];
    }

    /// <summary>The postings of the pictures of one run.</summary>
    public static Postings Of(IReadOnlyList<Keypoints> pictures)
    {
        var count = pictures.Sum(picture => picture.Count);
        var postings = new Postings(new ushort[count], new int[count], new ulong[count], new byte[count]);
        var row = 0;
        for (var picture = 0; picture < pictures.Count; picture++)
        {
            for (var i = 0; i < pictures[picture].Count; i++, row++)
            {
                (postings.Word[row], postings.Signature[row]) = DescriptorHash.Of(pictures[picture].Descriptor(i));
                (postings.Picture[row], postings.Pose[row]) = (picture, PoseOf(pictures[picture], i));
            }
        }
        return postings.Sorted();
    }

    /// <summary>The step of its turn in the lower four bits, that of its size in the upper four.</summary>
    public static byte PoseOf(Keypoints keypoints, int i)
    {
        var turn = (int)(keypoints.Angle(i) * Turns / 360) % Turns;
        var size = Math.Clamp((int)Math.Floor(Math.Log2(keypoints.Size(i))) + 2, 0, Sizes - 1);
        return (byte)(size * Turns + turn);
    }

    /// <summary>Those of several segments, their pictures numbered on.</summary>
    internal static Postings Merge(IReadOnlyList<(Postings Postings, int Pictures)> parts)
    {
        if (parts.Count == 1) return parts[0].Postings;
        var all = new Postings(
            parts.Select(part => part.Postings.Word).Concatenated(), parts.Select(part => part.Postings.Picture).Concatenated(),
            parts.Select(part => part.Postings.Signature).Concatenated(), parts.Select(part => part.Postings.Pose).Concatenated());
        var (row, before) = (0, 0);
        foreach (var (postings, pictures) in parts)
        {
            for (var i = 0; i < postings.Count; i++) all.Picture[row++] += before;
            before += pictures;
        }
        return all.Sorted();
    }

    /// <summary>With other numbers for the pictures; those of -1 are left out.</summary>
    internal Postings Renumbered(int[] numbers)
    {
        var rows = Enumerable.Range(0, Count).Where(row => numbers[Picture[row]] >= 0).ToArray();
        return At(rows, numbers);
    }

    // A counting sort: within a word the order stays.
    private Postings Sorted()
    {
        var next = FirstRows();
        var rows = new int[Count];
        for (var row = 0; row < Count; row++) rows[next[Word[row]]++] = row;
        return At(rows, numbers: null);
    }

    private Postings At(int[] rows, int[]? numbers) => new(
        Array.ConvertAll(rows, row => Word[row]),
        Array.ConvertAll(rows, row => numbers is null ? Picture[row] : numbers[Picture[row]]),
        Array.ConvertAll(rows, row => Signature[row]),
        Array.ConvertAll(rows, row => Pose[row]));

    private int[] FirstRows()
    {
        var first = new int[(1 << DescriptorHash.WordBits) + 1];
        foreach (var word in Word) first[word + 1]++;
        for (var word = 0; word < first.Length - 1; word++) first[word + 1] += first[word];
        return first;
    }
}
