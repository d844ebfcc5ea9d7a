using VideoPipeline.Codecs;
using VideoPipeline.Errors;
using VideoPipeline.Sources.Access;
using VideoPipeline.Video;

namespace VideoPipeline.Containers.Common;

/// <summary>Remuxes a subset of the samples of an indexed video into a stream that a decoder can read.</summary>
internal interface IRemuxer
{
    /// <summary>The ffmpeg input options needed to decode the remuxed stream.</summary>
    string InputArguments { get; }

    /// <summary>
    /// Creates the guard that checks coded samples before decoding; null if the video cannot be split or needs none.
    /// </summary>
    ISampleGuard? CreateGuard(VideoIndex index);

    /// <summary>Reads the first bytes of a sample, in the form a guard expects. One request.</summary>
    /// <param name="source">The indexed video.</param>
    /// <param name="index">Its index.</param>
    /// <param name="row">A row of the sample table.</param>
    /// <param name="cancellation">Cancels the reads.</param>
    /// <returns>At most <see cref="SampleGuard.HeadBytes"/> bytes.</returns>
    async ValueTask<byte[]> ReadHeadAsync(IVideoSource source, VideoIndex index, int row, CancellationToken cancellation)
    {
        var head = new byte[Math.Min(index.Samples.Size[row], SampleGuard.HeadBytes)];
        await source.ReadExactlyAsync(index.Samples.Offset[row], head, cancellation);
        return head;
    }

    /// <summary>Reads a complete sample, in the form a guard expects.</summary>
    /// <param name="source">The indexed video.</param>
    /// <param name="index">Its index.</param>
    /// <param name="row">A row of the sample table.</param>
    /// <param name="cancellation">Cancels the reads.</param>
    async ValueTask<byte[]> ReadSampleAsync(IVideoSource source, VideoIndex index, int row, CancellationToken cancellation)
    {
        var sample = GC.AllocateUninitializedArray<byte>(index.Samples.Size[row]);
        await source.ReadExactlyAsync(index.Samples.Offset[row], sample, cancellation);
        return sample;
    }

    /// <summary>
    /// Whether callers may change the time stamps in the sample table: true if the remuxed stream takes its time stamps from that
    /// table alone.
    /// </summary>
    bool WritesTableTimestamps => false;

    /// <summary>
    /// Writes a stream that contains exactly the samples of <paramref name="ranges"/>. A decoder outputs each frame with the time
    /// stamp of its sample (<see cref="SampleTable.Pts"/>). Sends one request for each group of adjacent samples, several at the
    /// same time; needs memory for the tables, one sample and about a megabyte.
    /// </summary>
    /// <param name="source">The indexed video.</param>
    /// <param name="index">Its index.</param>
    /// <param name="ranges">Rows of the sample table, ascending, without overlap; each starts at a random access point.</param>
    /// <param name="output">
    /// Written sequentially and not closed. Its <see cref="IOException"/> (the reader closed the pipe) is not caught.
    /// </param>
    /// <param name="guard">Checks each sample before it is written; null to write without checks.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    /// <exception cref="InvalidInputException">
    /// The ranges are not ascending rows of the table, or the video cannot be split.
    /// </exception>
    /// <exception cref="UnsplittableVideoException">The guard rejects a sample: the video must be decoded as a whole.</exception>
    /// <exception cref="SourceUnavailableException">The source ended early.</exception>
    Task WriteAsync(
        IVideoSource source, VideoIndex index, IReadOnlyList<SampleRange> ranges, Stream output, ISampleGuard? guard,
        CancellationToken cancellation);
}
