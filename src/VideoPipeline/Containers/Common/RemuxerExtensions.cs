using VideoPipeline.Codecs;
using VideoPipeline.Errors;
using VideoPipeline.Sources.Access;
using VideoPipeline.Video;

namespace VideoPipeline.Containers.Common;

/// <summary>Checks an index and the boundaries of a range of samples before it is remuxed.</summary>
internal static class RemuxerExtensions
{
    /// <summary>The track properties that a remuxer requires.</summary>
    /// <param name="index">The index of the video.</param>
    /// <param name="container">What a video with such a track is, with its article: <c>an MP4 file</c>.</param>
    /// <exception cref="InvalidInputException">The video cannot be split, or has another container.</exception>
    public static TTrack GetTrack<TTrack>(this VideoIndex index, string container) where TTrack : ContainerTrack =>
        index.Track as TTrack ?? throw new InvalidInputException(
            $"{index.Source.Uri} cannot be split: " +
            $"{index.UnsplittableReason ?? $"it is not {container}"}. Decode it as a whole.");

    /// <summary>
    /// Finds the sample at which decoding must start so that <paramref name="row"/>, and every frame presented after the returned
    /// sample, decodes as in a sequential decode: the nearest key sample at or before <paramref name="row"/> that the guard
    /// proves to be a random access point, or else the first sample of the video. Sends one request for each sample it checks.
    /// </summary>
    public static async ValueTask<int> FindRandomAccessPointAsync(
        this IRemuxer remuxer, IVideoSource source, VideoIndex index, int row, ISampleGuard guard, CancellationToken cancellation)
    {
        for (; row > 0; row--)
        {
            await index.Samples.EnsureLoadedAsync(new SampleRange(row, row + 1), cancellation);
            if (!index.Samples.IsKey[row]) continue;
            if (guard.IsRandomAccessPoint(await remuxer.ReadHeadAsync(source, index, row, cancellation))) break;
        }
        return row;
    }

    /// <summary>
    /// Checks the sample after <paramref name="samples"/> if it alone determines whether the last of them is output in
    /// presentation order.
    /// </summary>
    /// <exception cref="UnsplittableVideoException">The output order differs: the video must be decoded as a whole.</exception>
    public static async ValueTask CheckOutputOrderAsync(
        this IRemuxer remuxer, IVideoSource source, VideoIndex index, SampleRange samples, ISampleGuard? guard,
        CancellationToken cancellation)
    {
        var row = samples.End;
        if (guard is not { NeedsNextSampleForOrder: true } || row == index.Samples.Count) return;
        await index.Samples.EnsureLoadedAsync(new SampleRange(row, row + 1), cancellation);
        if (index.Samples.IsKey[row]) return;
        if (guard.FindUnsplittableReason(await remuxer.ReadSampleAsync(source, index, row, cancellation)) is { } reason)
            throw UnsplittableSample.CreateException(source, index.Samples, row, reason);
    }
}
