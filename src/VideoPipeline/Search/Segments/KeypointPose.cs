using VideoPipeline.Stills.Fingerprints;

namespace VideoPipeline.Search.Segments;

/// <summary>The quantized pose of a keypoint: the orientation in the lower four bits, the scale in the upper four.</summary>
internal static class KeypointPose
{
    /// <summary>The number of bins for the orientation.</summary>
    public const int OrientationBins = 16;

    /// <summary>The number of bins for the difference of scales: from 1/16 to 8, by factors of two.</summary>
    public const int ScaleDifferenceBins = 8;

    /// <summary>The number of values of <see cref="Difference"/>.</summary>
    public const int DifferenceBins = ScaleDifferenceBins * OrientationBins;

    /// <summary>The number of bins for the scale, each twice the one before.</summary>
    private const int ScaleBins = 16;

    /// <summary>Quantizes the pose of a keypoint.</summary>
    public static byte Quantize(Keypoints keypoints, int i)
    {
        var orientation = (int)(keypoints.Angle(i) * OrientationBins / 360) % OrientationBins;
        var scale = Math.Clamp((int)Math.Floor(Math.Log2(keypoints.Size(i))) + 2, 0, ScaleBins - 1);
        return (byte)(scale * OrientationBins + orientation);
    }

    /// <summary>The rotation, in the lower four bits, and the scale from one pose to another.</summary>
    public static int Difference(byte from, byte to)
    {
        var rotation = (to - from) & (OrientationBins - 1);
        var scale = Math.Clamp(
            (to / OrientationBins) - (from / OrientationBins) + (ScaleDifferenceBins / 2), 0, ScaleDifferenceBins - 1);
        return (scale * OrientationBins) + rotation;
    }
}
