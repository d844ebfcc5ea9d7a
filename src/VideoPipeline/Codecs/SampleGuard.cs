namespace VideoPipeline.Codecs;

/// <summary>Creates the guard for a video.</summary>
internal static class SampleGuard
{
    /// <summary>
    /// How many bytes of a sample <see cref="ISampleGuard.IsRandomAccessPoint"/> receives at least, if the sample has as many.
    /// </summary>
    public const int HeadBytes = 64 * 1024;

    /// <summary>Creates a guard that treats malformed headers as unproven; null where the codec has none.</summary>
    internal static ISampleGuard? Create(CodecSupport? codec) =>
        codec?.Guard is { } guard ? new MalformedTolerantGuard(guard) : null;

    /// <summary>Treats malformed or truncated headers as unproven instead of throwing.</summary>
    private sealed class MalformedTolerantGuard(ISampleGuard guard) : ISampleGuard
    {
        public bool NeedsNextSampleForOrder => guard.NeedsNextSampleForOrder;

        public StatefulSamples StatefulSamples => guard.StatefulSamples;

        public bool MayDropPendingFrames => guard.MayDropPendingFrames;

        public PersistentState? ReadPersistentState(ReadOnlySpan<byte> head)
        {
            try
            {
                return guard.ReadPersistentState(head);
            }
            catch (MalformedBitstreamException)
            {
                return null;
            }
        }

        public OutputOrderReader? CreateOutputOrderReader() => guard.CreateOutputOrderReader() is not { } order ? null : sample =>
        {
            try
            {
                return order(sample);
            }
            catch (MalformedBitstreamException)
            {
                return null;
            }
        };

        public string? FindTrailingUnsplittableReason(ReadOnlySpan<byte> tail)
        {
            try
            {
                return guard.FindTrailingUnsplittableReason(tail);
            }
            catch (MalformedBitstreamException)
            {
                return ISampleGuard.TrailingHeadersReason;
            }
        }

        public bool IsRandomAccessPoint(ReadOnlySpan<byte> head)
        {
            try
            {
                return guard.IsRandomAccessPoint(head);
            }
            catch (MalformedBitstreamException)
            {
                return false;
            }
        }

        public bool ResetsDecoder(ReadOnlySpan<byte> head)
        {
            try
            {
                return guard.ResetsDecoder(head);
            }
            catch (MalformedBitstreamException)
            {
                return false;
            }
        }

        public bool CanSkip(ReadOnlySpan<byte> sample, ReadOnlySpan<byte> next)
        {
            try
            {
                return guard.CanSkip(sample, next);
            }
            catch (MalformedBitstreamException)
            {
                return false;
            }
        }

        public string? FindUnsplittableReason(ReadOnlySpan<byte> sample)
        {
            try
            {
                return guard.FindUnsplittableReason(sample);
            }
            catch (MalformedBitstreamException malformed)
            {
                return $"a header in a sample is malformed ({malformed.Message})";
            }
        }
    }
}
