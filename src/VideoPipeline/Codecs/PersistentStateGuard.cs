namespace VideoPipeline.Codecs;

/// <summary>
/// A guard for the samples that one worker reads. It checks each sample, and that the persistent parameters of all of them are
/// equal. Not thread-safe.
/// </summary>
/// <param name="guard">The guard of the codec.</param>
internal sealed class PersistentStateGuard(ISampleGuard guard) : ISampleGuard
{
    /// <summary>The persistent parameters of the samples checked so far; null where none set any.</summary>
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
    public bool CanSkip(ReadOnlySpan<byte> sample, ReadOnlySpan<byte> next) => guard.CanSkip(sample, next);

    /// <inheritdoc/>
    public PersistentState? ReadPersistentState(ReadOnlySpan<byte> head)
    {
        if (guard.ReadPersistentState(head) is not { } state) return null;
        if (state.UnsplittableReason is not null || state.Parameters is not { } parameters) return state;
        Parameters ??= parameters;
        return parameters == Parameters
            ? state
            : new PersistentState("its decoder parameters (such as colors, range or aspect ratio) change between samples", null);
    }

    /// <inheritdoc/>
    public string? FindUnsplittableReason(ReadOnlySpan<byte> sample) =>
        guard.FindUnsplittableReason(sample) ?? ReadPersistentState(sample)?.UnsplittableReason;
}
