namespace VideoPipeline.Stills.Fingerprints;

/// <summary>Keypoints of an image and their descriptors, in order of descending contrast.</summary>
/// <param name="Points">
/// <see cref="PointWidth"/> values per keypoint: x, y and diameter in pixels of the image, orientation in degrees clockwise from
/// the x axis, and contrast (the response of the detector).
/// </param>
/// <param name="Descriptors">
/// <see cref="DescriptorLength"/> values per keypoint: a 4×4 grid of histograms of 8 gradient directions (Lowe 2004, section 6).
/// </param>
internal sealed record Keypoints(float[] Points, byte[] Descriptors)
{
    /// <summary>The number of values per keypoint in <see cref="Points"/>.</summary>
    public const int PointWidth = 5;

    /// <summary>The number of values per descriptor.</summary>
    public const int DescriptorLength = 128;

    /// <summary>An empty list of keypoints.</summary>
    public static Keypoints Empty { get; } = new([], []);

    /// <summary>The number of keypoints.</summary>
    public int Count => Points.Length / PointWidth;

    /// <summary>Returns the x coordinate of a keypoint in pixels; 0 is the center of the first pixel.</summary>
    public float X(int keypoint) => Points[keypoint * PointWidth];

    /// <summary>Returns the y coordinate of a keypoint in pixels.</summary>
    public float Y(int keypoint) => Points[(keypoint * PointWidth) + 1];

    /// <summary>Returns the diameter of a keypoint in pixels.</summary>
    public float Size(int keypoint) => Points[(keypoint * PointWidth) + 2];

    /// <summary>Returns the orientation of a keypoint in degrees, from 0 to less than 360.</summary>
    public float Angle(int keypoint) => Points[(keypoint * PointWidth) + 3];

    /// <summary>Returns the descriptor of a keypoint.</summary>
    public ReadOnlySpan<byte> Descriptor(int keypoint) =>
        Descriptors.AsSpan(keypoint * DescriptorLength, DescriptorLength);

    /// <summary>Returns a range of the keypoints.</summary>
    /// <param name="start">The index of the first keypoint.</param>
    /// <param name="count">The number of keypoints.</param>
    public Keypoints Slice(int start, int count) => new(
        Points.AsSpan(start * PointWidth, count * PointWidth).ToArray(),
        Descriptors.AsSpan(start * DescriptorLength, count * DescriptorLength).ToArray());
}
