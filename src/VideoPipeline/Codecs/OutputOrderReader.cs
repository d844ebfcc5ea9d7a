namespace VideoPipeline.Codecs;

/// <summary>
/// Reads the output position of the pictures of a coded sequence, sample by sample in decode order: a number that increases in
/// output order. Decoders output pictures in this order, not in that of the container's time stamps.
/// </summary>
/// <param name="sample">The next sample.</param>
/// <returns>The output position; null where more bytes are needed, with which the same sample may be read again.</returns>
internal delegate long? OutputOrderReader(ReadOnlySpan<byte> sample);

/// <summary>
/// Computes the output order of codecs with B-pictures between two reference pictures: B-pictures are output at once, a reference
/// picture when the next one is decoded (H.262, 6.1.1.11; ISO/IEC 14496-2, 6.1.3.5).
/// </summary>
internal sealed class BPictureOrder
{
    // Leaves room for more B-pictures than ever follow one reference picture.
    private const int Shift = 32;

    private long _references;
    private long _between;

    /// <summary>
    /// Computes the output position of the next picture in decode order: a number that increases in output order.
    /// </summary>
    /// <param name="isBidirectional">Whether the picture is a B-picture.</param>
    public long Next(bool isBidirectional) =>
        isBidirectional ? ((_references - 1) << Shift) + ++_between : ++_references << Shift;
}
