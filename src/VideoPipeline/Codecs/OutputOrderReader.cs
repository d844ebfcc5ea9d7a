namespace VideoPipeline.Codecs;

/// <summary>
/// Tells, of the samples of a coded sequence in decode order, when a decoder outputs their pictures: a number that is larger for each that
/// is output later. Decoders go by it, not by the container's time stamps.
/// </summary>
/// <param name="sample">The next sample.</param>
/// <returns>Null where the bytes end too early to tell; then the sample may be given again, with more of them.</returns>
public delegate long? OutputOrderReader(ReadOnlySpan<byte> sample);

/// <summary>
/// The order of codecs that have B-pictures between two references: those are output as they come, a reference when the next one comes
/// (H.262, 6.1.1.11; ISO/IEC 14496-2, 6.1.3.5).
/// </summary>
internal sealed class ReferenceOrder
{
    // More B-pictures than there are between references.
    private const int Shift = 32;

    private long _references;
    private long _between;

    /// <param name="isBidirectional">Whether the next picture is one between references.</param>
    public long Next(bool isBidirectional) =>
        isBidirectional ? ((_references - 1) << Shift) + ++_between : ++_references << Shift;
}
