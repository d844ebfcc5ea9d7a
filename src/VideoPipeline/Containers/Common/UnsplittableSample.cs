using VideoPipeline.Codecs;
using VideoPipeline.Errors;
using VideoPipeline.Sources.Access;
using VideoPipeline.Video;

namespace VideoPipeline.Containers.Common;

/// <summary>Creates the exception for a sample that makes a video unsplittable.</summary>
internal static class UnsplittableSample
{
    /// <param name="source">The video.</param>
    /// <param name="samples">Its samples.</param>
    /// <param name="row">The sample's row.</param>
    /// <param name="reason">The reason, as the end of a sentence (<see cref="ISampleGuard.FindUnsplittableReason"/>).</param>
    public static UnsplittableVideoException CreateException(IVideoSource source, SampleTable samples, int row, string reason) =>
        new($"{source.DisplayName}, sample {row} at byte {samples.Offset[row]}: {reason}. " +
            "The video must be decoded as a whole.");
}
