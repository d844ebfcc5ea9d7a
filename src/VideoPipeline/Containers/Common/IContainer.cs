using System.Text.Json.Serialization.Metadata;
using VideoPipeline.Errors;
using VideoPipeline.Sources.Access;
using VideoPipeline.Video;

namespace VideoPipeline.Containers.Common;

/// <summary>
/// A container format: indexes files and remuxes a subset of their samples for a decoder. Stateless. To add a container,
/// implement this interface and add the class to <see cref="ContainerFormats"/>.
/// </summary>
internal interface IContainer
{
    /// <summary>ffmpeg's name of the format; also identifies its <see cref="ContainerTrack"/> in <c>index.json</c>.</summary>
    string Name { get; }

    /// <summary>Indexes a video stream of a file.</summary>
    /// <param name="source">The file.</param>
    /// <param name="stream">ffmpeg's stream index; null for the first video stream.</param>
    /// <param name="cancellation">Cancels the reads.</param>
    /// <returns>Null if the file is not in this format, or if ffprobe must index it.</returns>
    /// <exception cref="UnsupportedVideoException">The file has no video stream, or its video is encrypted.</exception>
    /// <exception cref="CorruptVideoException">The file is damaged or truncated.</exception>
    Task<ContainerIndex?> IndexAsync(IVideoSource source, int? stream, CancellationToken cancellation);

    /// <summary>Remuxes the files that this container indexes; null if ffprobe indexes all of them.</summary>
    IRemuxer? Remuxer => null;

    /// <summary>The JSON contract of its <see cref="ContainerTrack"/>; null if there is no remuxer.</summary>
    JsonTypeInfo? TrackJson => null;
}

/// <summary>The result of indexing a file with a container's parser.</summary>
/// <param name="Index">The index; null if ffprobe must create it.</param>
/// <param name="UnsplittableReason">
/// If ffprobe must create the index: why the video cannot be split, as the end of a sentence; null if ffprobe's indexer decides.
/// </param>
/// <param name="Damage">
/// If ffprobe must create the index: the exception to throw if ffprobe rejects the file too; null to throw ffprobe's own.
/// </param>
/// <param name="Remark">
/// If ffprobe must create the index: what it does not tell about the file, without a final period; null if there is nothing.
/// </param>
internal sealed record ContainerIndex(
    VideoIndex? Index, string? UnsplittableReason = null, CorruptVideoException? Damage = null, string? Remark = null);
