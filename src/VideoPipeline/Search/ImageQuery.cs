using VideoPipeline.Stills.Fingerprints;

namespace VideoPipeline.Search;

/// <summary>
/// A query image: its fingerprint and that of its mirror image, because SIFT descriptors are not invariant to mirroring.
/// </summary>
/// <param name="Upright">The fingerprint of the image.</param>
/// <param name="Mirrored">The fingerprint of the mirrored image.</param>
internal sealed record ImageQuery(Fingerprint Upright, Fingerprint Mirrored)
{
    /// <summary>Computes the fingerprints of an image.</summary>
    public static ImageQuery Of(GrayImage image)
    {
        using var detector = new SiftDetector();
        return new ImageQuery(Fingerprint.Compute(image, detector), Fingerprint.Compute(image.Mirrored(), detector));
    }
}

/// <summary>One of the fingerprints of a query image.</summary>
/// <param name="Image">The number of the image among those that are searched together.</param>
/// <param name="Fingerprint">The fingerprint.</param>
/// <param name="Mirrored">Whether it is that of the mirrored image.</param>
internal sealed record QueryView(int Image, Fingerprint Fingerprint, bool Mirrored)
{
    /// <summary>The views of images, two of each.</summary>
    public static QueryView[] Of(IReadOnlyList<ImageQuery> images) =>
    [
        .. images.SelectMany((image, number) => (QueryView[])
            [new(number, image.Upright, false), new(number, image.Mirrored, true)]),
    ];
}
