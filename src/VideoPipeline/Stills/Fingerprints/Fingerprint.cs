using VideoPipeline.Analysis.Analyzers;
using VideoPipeline.Analysis.Resizing;
using VideoPipeline.Npz;

namespace VideoPipeline.Stills.Fingerprints;

/// <summary>What a picture is known again by.</summary>
/// <param name="Width">Columns of the picture.</param>
/// <param name="Height">Rows of the picture.</param>
/// <param name="Hashes">What the whole picture is known by.</param>
/// <param name="Keypoints">What parts of it are known by.</param>
/// <param name="Deviation">The standard deviation of its brightness, in levels: how much there is to be seen.</param>
public sealed record Fingerprint(int Width, int Height, PictureHashes Hashes, Keypoints Keypoints, double Deviation)
{
    /// <summary>The fingerprint of a picture.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="detector">Finds the keypoints.</param>
    public static Fingerprint Of(GreyImage picture, SiftDetector detector) =>
        new(picture.Width, picture.Height, PictureHashes.Of(picture), detector.Detect(picture), picture.Deviation());

    /// <summary>
    /// As arrays for a file: <c>size</c> (int64, 2), <c>phash</c>, <c>dhash</c> (uint64), <c>keypoints</c> (float32, m×5) and
    /// <c>descriptors</c> (uint8, m×128).
    /// </summary>
    public IEnumerable<NpyArray> ToArrays() =>
    [
        NpyArray.Of("size", new long[] { Width, Height }),
        NpyArray.Scalar("phash", Hashes.PHash),
        NpyArray.Scalar("dhash", Hashes.DHash),
        NpyArray.Of("keypoints", Keypoints.Places, Keypoints.Count, Fingerprints.Keypoints.PlaceWidth),
        NpyArray.Of("descriptors", Keypoints.Descriptors, Keypoints.Count, Fingerprints.Keypoints.DescriptorLength),
    ];
}

/// <summary>The two hashes of a whole picture, as they are computed of every frame of a video.</summary>
/// <param name="PHash">See <see cref="PerceptualHash"/>.</param>
/// <param name="DHash">See <see cref="DifferenceHash"/>.</param>
public readonly record struct PictureHashes(ulong PHash, ulong DHash)
{
    /// <summary>Bits of both.</summary>
    public const int Bits = 128;

    /// <summary>The hashes of a picture, which is reduced as frames are.</summary>
    public static PictureHashes Of(GreyImage picture)
    {
        var size = AnalysisSize.Of(picture.Width, picture.Height);
        var luma = Reduced(picture.Samples, (picture.Width, picture.Height), (size.Width, size.Height));
        byte[] Small(int width, int height) => Reduced(luma, (size.Width, size.Height), (width, height));
        return new PictureHashes(
            PerceptualHash.Of(Small(PerceptualHash.Side, PerceptualHash.Side)),
            DifferenceHash.Of(Small(DifferenceHash.Columns, DifferenceHash.Rows)));
    }

    /// <summary>The hashes of several pictures, as two columns have them.</summary>
    public static PictureHashes[] Zip(ulong[] phash, ulong[] dhash) => [.. phash.Zip(dhash, (p, d) => new PictureHashes(p, d))];

    /// <summary>How many of the 128 bits differ.</summary>
    public int Distance(PictureHashes other) =>
        (int)(ulong.PopCount(PHash ^ other.PHash) + ulong.PopCount(DHash ^ other.DHash));

    private static byte[] Reduced(byte[] samples, (int Width, int Height) from, (int Width, int Height) to)
    {
        var reduced = new byte[to.Width * to.Height];
        new AreaReduction(from.Width, from.Height, to.Width, to.Height).Reduce(samples, reduced);
        return reduced;
    }
}
