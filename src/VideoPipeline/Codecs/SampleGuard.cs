namespace VideoPipeline.Codecs;

/// <summary>Makes the guard for a video.</summary>
public static class SampleGuard
{
    /// <summary>As much of a sample as <see cref="ISampleGuard.StartsClean"/> is given.</summary>
    public const int HeadBytes = 64 * 1024;

    /// <summary>The guard of a codec, for which headers that end too early prove nothing; null where it has none.</summary>
    internal static ISampleGuard? Of(CodecRules? codec) => codec?.Guard is { } guard ? new Careful(guard) : null;

    /// <summary>Headers that end too early prove nothing.</summary>
    private sealed class Careful(ISampleGuard guard) : ISampleGuard
    {
        public bool DoubtsOrder => guard.DoubtsOrder;

        public StateCarriers Carriers => guard.Carriers;

        public bool DropsEarlierPictures => guard.DropsEarlierPictures;

        public CarriedState? Carried(ReadOnlySpan<byte> head)
        {
            try
            {
                return guard.Carried(head);
            }
            catch (MalformedBitsException)
            {
                return null;
            }
        }

        public PictureOrder? Order() => guard.Order() is not { } order ? null : sample =>
        {
            try
            {
                return order(sample);
            }
            catch (MalformedBitsException)
            {
                return null;
            }
        };

        public string? TrailingObjection(ReadOnlySpan<byte> tail)
        {
            try
            {
                return guard.TrailingObjection(tail);
            }
            catch (MalformedBitsException)
            {
                return ISampleGuard.HasTrailingHeaders;
            }
        }

        public bool StartsClean(ReadOnlySpan<byte> head)
        {
            try
            {
                return guard.StartsClean(head);
            }
            catch (MalformedBitsException)
            {
                return false;
            }
        }

        public bool StartsAnew(ReadOnlySpan<byte> head)
        {
            try
            {
                return guard.StartsAnew(head);
            }
            catch (MalformedBitsException)
            {
                return false;
            }
        }

        public bool IsDisposable(ReadOnlySpan<byte> sample, ReadOnlySpan<byte> next)
        {
            try
            {
                return guard.IsDisposable(sample, next);
            }
            catch (MalformedBitsException)
            {
                return false;
            }
        }

        public string? Objection(ReadOnlySpan<byte> sample)
        {
            try
            {
                return guard.Objection(sample);
            }
            catch (MalformedBitsException malformed)
            {
                return $"a header in a sample is not as it should be ({malformed.Message})";
            }
        }
    }
}
