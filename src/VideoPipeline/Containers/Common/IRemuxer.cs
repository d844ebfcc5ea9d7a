using VideoPipeline.Codecs;
using VideoPipeline.Errors;
using VideoPipeline.Sources.Access;
using VideoPipeline.Video;

namespace VideoPipeline.Containers.Common;

/// <summary>A container format in which just some samples of a video can be handed to a decoder: a slice.</summary>
public interface IRemuxer
{
    /// <summary>Input arguments that an ffmpeg which decodes a slice needs.</summary>
    string InputArguments { get; }

    /// <summary>What looks at the samples before they are decoded apart from the others; null where the index forbids that anyway.</summary>
    ISampleGuard? Guard(VideoIndex index);

    /// <summary>Reads a sample's first bytes, as a guard looks at them, in one request.</summary>
    /// <param name="source">The video that was indexed.</param>
    /// <param name="index">Its index.</param>
    /// <param name="row">A row of the sample table.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>At most <see cref="SampleGuard.HeadBytes"/>.</returns>
    async ValueTask<byte[]> ReadHeadAsync(IVideoSource source, VideoIndex index, int row, CancellationToken cancellation)
    {
        var head = new byte[Math.Min(index.Samples.Size[row], SampleGuard.HeadBytes)];
        await source.ReadExactlyAsync(index.Samples.Offset[row], head, cancellation);
        return head;
    }

    /// <summary>Reads a sample as a guard looks at it, whole.</summary>
    /// <param name="source">The video that was indexed.</param>
    /// <param name="index">Its index.</param>
    /// <param name="row">A row of the sample table.</param>
    /// <param name="cancellation">Gives up.</param>
    async ValueTask<byte[]> ReadSampleAsync(IVideoSource source, VideoIndex index, int row, CancellationToken cancellation)
    {
        var sample = GC.AllocateUninitializedArray<byte>(index.Samples.Size[row]);
        await source.ReadExactlyAsync(index.Samples.Offset[row], sample, cancellation);
        return sample;
    }

    /// <summary>
    /// Whether a slice takes its time stamps from the sample table, so that those may be changed; they are copied with the samples
    /// otherwise.
    /// </summary>
    bool WritesTableTimestamps => false;

    /// <summary>
    /// Writes a stream that holds exactly the samples of <paramref name="ranges"/>; a decoder gives each frame the time stamp of
    /// its sample (<see cref="SampleTable.Pts"/>). One request for each run of samples that lie together, a few of
    /// them at once; memory for the tables, one sample and a megabyte.
    /// </summary>
    /// <param name="source">The video that was indexed.</param>
    /// <param name="index">Its index.</param>
    /// <param name="ranges">Rows of the sample table, ascending, without overlap; each begins where decoding can.</param>
    /// <param name="output">Written to in order and not closed; an <see cref="IOException"/> of it (a reader that left) passes through.</param>
    /// <param name="guard">Looks at each sample before it is written; null to write unseen.</param>
    /// <param name="cancellation">Stops it between two samples.</param>
    /// <exception cref="InvalidInputException">The ranges are not rows of the table in order, or the index allows no slices.</exception>
    /// <exception cref="UnsplittableVideoException">A sample forbids decoding the video in parts.</exception>
    /// <exception cref="SourceUnavailableException">The source broke off.</exception>
    Task WriteAsync(
        IVideoSource source, VideoIndex index, IReadOnlyList<SampleRange> ranges, Stream output, ISampleGuard? guard,
        CancellationToken cancellation);
}
