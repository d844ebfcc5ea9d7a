namespace VideoPipeline.Codecs;

/// <summary>
/// A guard that goes along with one worker: besides each sample it looks at what samples leave behind for each other, which must be the
/// same in all of them. For use by one after the other.
/// </summary>
/// <param name="guard">What is known of the codec.</param>
public sealed class SampleWatch(ISampleGuard guard) : ISampleGuard
{
    /// <summary>What the samples that were seen have stated; null where none stated anything.</summary>
    public ulong? Constant { get; private set; }

    /// <inheritdoc/>
    public bool DoubtsOrder => guard.DoubtsOrder;

    /// <inheritdoc/>
    public StateCarriers Carriers => guard.Carriers;

    /// <inheritdoc/>
    public bool DropsEarlierPictures => guard.DropsEarlierPictures;

    /// <inheritdoc/>
    public PictureOrder? Order() => guard.Order();

    /// <inheritdoc/>
    public string? TrailingObjection(ReadOnlySpan<byte> tail) => guard.TrailingObjection(tail);

    /// <inheritdoc/>
    public bool StartsClean(ReadOnlySpan<byte> head) => guard.StartsClean(head);

    /// <inheritdoc/>
    public bool StartsAnew(ReadOnlySpan<byte> head) => guard.StartsAnew(head);

    /// <inheritdoc/>
    public bool IsDisposable(ReadOnlySpan<byte> sample, ReadOnlySpan<byte> next) => guard.IsDisposable(sample, next);

    /// <inheritdoc/>
    public CarriedState? Carried(ReadOnlySpan<byte> head)
    {
        if (guard.Carried(head) is not { } carried) return null;
        if (carried.Objection is not null || carried.Constant is not { } stated) return carried;
        Constant ??= stated;
        return stated == Constant
            ? carried
            : new CarriedState("what its pictures are (colours, range, shape) changes on the way, which ffmpeg does not follow in parts", null);
    }

    /// <inheritdoc/>
    public string? Objection(ReadOnlySpan<byte> sample) => guard.Objection(sample) ?? Carried(sample)?.Objection;
}
