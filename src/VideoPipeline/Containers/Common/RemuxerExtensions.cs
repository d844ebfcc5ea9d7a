using VideoPipeline.Codecs;
using VideoPipeline.Errors;
using VideoPipeline.Sources.Access;
using VideoPipeline.Video;

namespace VideoPipeline.Containers.Common;

/// <summary>Finds the format of a video's slices, and where they begin.</summary>
public static class RemuxerExtensions
{
    /// <summary>
    /// The sample to begin with so that <paramref name="row"/>, and every frame presented after the sample returned, decodes as in
    /// the whole video: the nearest key sample at or before it that proves itself clean, or the first sample of the video, where a
    /// sequential decode begins too. One request for each sample looked at.
    /// </summary>
    public static async ValueTask<int> FindRandomAccessPointAsync(
        this IRemuxer format, IVideoSource source, VideoIndex index, int row, ISampleGuard guard, CancellationToken cancellation)
    {
        for (; row > 0; row--)
        {
            await index.Samples.EnsureLoadedAsync(new SampleRange(row, row + 1), cancellation);
            if (!index.Samples.IsKey[row]) continue;
            if (guard.IsRandomAccessPoint(await format.ReadHeadAsync(source, index, row, cancellation))) break;
        }
        return row;
    }

    /// <summary>
    /// Looks at the sample after <paramref name="samples"/> where only that tells whether the last of them is shown in its turn.
    /// </summary>
    /// <exception cref="UnsplittableVideoException">It is not: the video must be decoded as a whole.</exception>
    public static async ValueTask CheckOutputOrderAsync(
        this IRemuxer format, IVideoSource source, VideoIndex index, SampleRange samples, ISampleGuard? guard,
        CancellationToken cancellation)
    {
        var row = samples.End;
        if (guard is not { NeedsNextSampleForOrder: true } || row == index.Samples.Count) return;
        await index.Samples.EnsureLoadedAsync(new SampleRange(row, row + 1), cancellation);
        if (index.Samples.IsKey[row]) return;
        if (guard.FindUnsplittableReason(await format.ReadSampleAsync(source, index, row, cancellation)) is { } objection)
            throw UnsplittableSample.Of(source, index.Samples, row, objection);
    }
}
