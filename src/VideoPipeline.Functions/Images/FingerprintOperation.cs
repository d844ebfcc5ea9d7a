using OpenCvSharp;
using VideoPipeline.Stills.Fingerprints;

namespace VideoPipeline.Functions.Images;

/// <summary>Computes the fingerprint of an image: <c>{"width", "height", "phash", "dhash", "keypoints"}</c>.</summary>
/// <param name="detector">Detects keypoints.</param>
internal sealed class FingerprintOperation(SiftDetector detector) : IImageOperation
{
    public object Compute(Mat picture)
    {
        var fingerprint = Fingerprint.Compute(GrayImage.Of(picture), detector);
        return new
        {
            fingerprint.Width,
            fingerprint.Height,
            Phash = $"{fingerprint.Hashes.PHash:x16}",
            Dhash = $"{fingerprint.Hashes.DHash:x16}",
            Keypoints = fingerprint.Keypoints.Count,
        };
    }
}
