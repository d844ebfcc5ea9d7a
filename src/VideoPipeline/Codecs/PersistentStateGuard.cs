namespace VideoPipeline.Codecs;

/// <summary>
/// A guard that goes along with one worker: besides each sample it looks at what samples leave behind for each other, which must be the
/// same in all of them. For use by one after the other.
/// </summary>
/// <param name="guard">What is known of the codec.</param>
public sealed class PersistentStateGuard(ISampleGuard guard) : ISampleGuard
{
    /// <summary>What the samples that were seen have stated; null where none stated anything.</summary>
    public ulong? Parameters { get; private set; }

    /// <inheritdoc/>
    public bool NeedsNextSampleForOrder => guard.NeedsNextSampleForOrder;

    /// <inheritdoc/>
    public StatefulSamples StatefulSamples => guard.StatefulSamples;

    /// <inheritdoc/>
    public bool MayDropPendingFrames => guard.MayDropPendingFrames;

    /// <inheritdoc/>
    public OutputOrderReader? CreateOutputOrderReader() => guard.CreateOutputOrderReader();

    /// <inheritdoc/>
    public string? FindTrailingUnsplittableReason(ReadOnlySpan<byte> tail) => guard.FindTrailingUnsplittableReason(tail);

    /// <inheritdoc/>
    public bool IsRandomAccessPoint(ReadOnlySpan<byte> head) => guard.IsRandomAccessPoint(head);

    /// <inheritdoc/>
    public bool ResetsDecoder(ReadOnlySpan<byte> head) => guard.ResetsDecoder(head);

    /// <inheritdoc/>
    public bool IsDisposable(ReadOnlySpan<byte> sample, ReadOnlySpan<byte> next) => guard.IsDisposable(sample, next);

    /// <inheritdoc/>
    public PersistentState? ReadPersistentState(ReadOnlySpan<byte> head)
    {
        if (guard.ReadPersistentState(head) is not { } carried) return null;
        if (carried.UnsplittableReason is not null || carried.Parameters is not { } stated) return carried;
        Parameters ??= stated;
        return stated == Parameters
            ? carried
            : new PersistentState("what its pictures are (colours, range, shape) changes on the way, which ffmpeg does not follow in parts", null);
    }

    /// <inheritdoc/>
    public string? FindUnsplittableReason(ReadOnlySpan<byte> sample) => guard.FindUnsplittableReason(sample) ?? ReadPersistentState(sample)?.UnsplittableReason;
}
