using VideoPipeline.Analysis.Analyzers;
using VideoPipeline.Analysis.Resizing;
using VideoPipeline.Npz;

namespace VideoPipeline.Stills.Fingerprints;

/// <summary>The features by which an image is recognized.</summary>
/// <param name="Width">The width of the image in pixels.</param>
/// <param name="Height">The height of the image in pixels.</param>
/// <param name="Hashes">The hashes of the whole image.</param>
/// <param name="Keypoints">The local features: keypoints and descriptors.</param>
/// <param name="Deviation">The standard deviation of its gray levels, a measure of its contrast.</param>
internal sealed record Fingerprint(int Width, int Height, ImageHashes Hashes, Keypoints Keypoints, double Deviation)
{
    /// <summary>Computes the fingerprint of an image.</summary>
    /// <param name="image">The image.</param>
    /// <param name="detector">The keypoint detector.</param>
    public static Fingerprint Compute(GrayImage image, SiftDetector detector) =>
        new(image.Width, image.Height, ImageHashes.Compute(image), detector.Detect(image), image.Deviation());

    /// <summary>
    /// Converts the fingerprint to arrays of a file: <c>size</c> (int64, 2), <c>phash</c>, <c>dhash</c> (uint64),
    /// <c>keypoints</c> (float32, m×5) and
    /// <c>descriptors</c> (uint8, m×128).
    /// </summary>
    public IEnumerable<NpyArray> ToArrays() =>
    [
        NpyArray.Of("size", new long[] { Width, Height }),
        NpyArray.Scalar("phash", Hashes.PHash),
        NpyArray.Scalar("dhash", Hashes.DHash),
        NpyArray.Of("keypoints", Keypoints.Points, Keypoints.Count, Fingerprints.Keypoints.PointWidth),
        NpyArray.Of("descriptors", Keypoints.Descriptors, Keypoints.Count, Fingerprints.Keypoints.DescriptorLength),
    ];
}

/// <summary>The two hashes of a whole image, as they are computed for every frame of a video.</summary>
/// <param name="PHash">See <see cref="PerceptualHash"/>.</param>
/// <param name="DHash">See <see cref="DifferenceHash"/>.</param>
internal readonly record struct ImageHashes(ulong PHash, ulong DHash)
{
    /// <summary>The total number of bits.</summary>
    public const int Bits = 128;

    /// <summary>Computes the hashes of an image, which is resized in the same way as frames.</summary>
    public static ImageHashes Compute(GrayImage image)
    {
        var size = AnalysisSize.Of(image.Width, image.Height);
        var luma = Resize(image.Samples, (image.Width, image.Height), (size.Width, size.Height));
        byte[] ResizeLuma(int width, int height) => Resize(luma, (size.Width, size.Height), (width, height));
        return new ImageHashes(
            PerceptualHash.Compute(ResizeLuma(PerceptualHash.Side, PerceptualHash.Side)),
            DifferenceHash.Compute(ResizeLuma(DifferenceHash.Columns, DifferenceHash.Rows)));
    }

    /// <summary>Combines the columns of DCT hashes and difference hashes.</summary>
    public static ImageHashes[] Zip(ulong[] phash, ulong[] dhash) => [.. phash.Zip(dhash, (p, d) => new ImageHashes(p, d))];

    /// <summary>Computes the Hamming distance: the number of the 128 bits that differ.</summary>
    public int Distance(ImageHashes other) =>
        (int)(ulong.PopCount(PHash ^ other.PHash) + ulong.PopCount(DHash ^ other.DHash));

    private static byte[] Resize(byte[] samples, (int Width, int Height) from, (int Width, int Height) to)
    {
        var reduced = new byte[to.Width * to.Height];
        new AreaReduction(from.Width, from.Height, to.Width, to.Height).Reduce(samples, reduced);
        return reduced;
    }
}
