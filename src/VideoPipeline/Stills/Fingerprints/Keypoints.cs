namespace VideoPipeline.Stills.Fingerprints;

/// <summary>Places in a picture that can be found again in other pictures, the clearest first.</summary>
/// <param name="Places">
/// <see cref="PlaceWidth"/> numbers for each: x, y and diameter in pixels of the picture, orientation in degrees clockwise from the
/// x axis, contrast.
/// </param>
/// <param name="Descriptors">
/// <see cref="DescriptorLength"/> numbers for each: a 4×4 grid of histograms of 8 gradient directions (Lowe 2004, section 6).
/// </param>
public sealed record Keypoints(float[] Places, byte[] Descriptors)
{
    /// <summary>Numbers that say where a keypoint is.</summary>
    public const int PlaceWidth = 5;

    /// <summary>Numbers that say how it looks around a keypoint.</summary>
    public const int DescriptorLength = 128;

    /// <summary>None.</summary>
    public static Keypoints None { get; } = new([], []);

    /// <summary>How many.</summary>
    public int Count => Places.Length / PlaceWidth;

    /// <summary>Column of a keypoint, in pixels; 0 is the centre of the first.</summary>
    public float X(int keypoint) => Places[keypoint * PlaceWidth];

    /// <summary>Row of a keypoint, in pixels.</summary>
    public float Y(int keypoint) => Places[(keypoint * PlaceWidth) + 1];

    /// <summary>Diameter of a keypoint, in pixels.</summary>
    public float Size(int keypoint) => Places[(keypoint * PlaceWidth) + 2];

    /// <summary>Orientation of a keypoint, 0 up to 360 degrees.</summary>
    public float Angle(int keypoint) => Places[(keypoint * PlaceWidth) + 3];

    /// <summary>How it looks around a keypoint.</summary>
    public ReadOnlySpan<byte> Descriptor(int keypoint) =>
        Descriptors.AsSpan(keypoint * DescriptorLength, DescriptorLength);

    /// <summary>Some of them.</summary>
    /// <param name="start">The first.</param>
    /// <param name="count">How many.</param>
    public Keypoints Slice(int start, int count) => new(
        Places.AsSpan(start * PlaceWidth, count * PlaceWidth).ToArray(),
        Descriptors.AsSpan(start * DescriptorLength, count * DescriptorLength).ToArray());
}
