using VideoPipeline.Containers.Matroska;
using VideoPipeline.Containers.Mp4;
using VideoPipeline.Indexing;

namespace VideoPipeline.Containers.Codecs;

/// <summary>Makes the guard for a video.</summary>
public static class SampleGuard
{
    /// <summary>As much of a sample as <see cref="ISampleGuard.StartsClean"/> is given.</summary>
    public const int HeadBytes = 64 * 1024;

    /// <returns>Null where the index has no description of samples to guard, or forbids cutting anyway.</returns>
    public static ISampleGuard? For(VideoIndex index)
    {
        var reorders = Reordering.Of(index.Samples);
        var rules = index switch
        {
            // What fragments make doubtful was settled when the video was indexed.
            { Mp4: { } track } when SampleDescription.Parse(track.SampleDescription, out _) is { } entry =>
                CodecRules.For(entry, reorders, fromFragments: false),
            { Matroska: { } track } => MatroskaCodec.Rules(TrackEntry.Parse(track.Entry), track.FirstSample, reorders),
            _ => null,
        };
        return rules?.Guard is { } guard ? new Careful(guard) : null;
    }

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
