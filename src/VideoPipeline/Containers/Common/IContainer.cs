using System.Text.Json.Serialization.Metadata;
using VideoPipeline.Errors;
using VideoPipeline.Sources.Access;
using VideoPipeline.Video;

namespace VideoPipeline.Containers.Common;

/// <summary>
/// A container format: how a file in it is indexed, and how some of its samples are remuxed for a decoder. Stateless. A new container
/// is a folder with one of these and a line in <see cref="ContainerFormats"/>.
/// </summary>
public interface IContainer
{
    /// <summary>ffmpeg's name of the format, which also names its <see cref="ContainerTrack"/> in <c>index.json</c>.</summary>
    string Name { get; }

    /// <summary>Indexes a video stream of a file.</summary>
    /// <param name="source">The file.</param>
    /// <param name="stream">The stream's number, as ffmpeg counts; null for the first video stream.</param>
    /// <param name="cancellation">Cancels between two reads.</param>
    /// <returns>Null where the file is not in this format, or is left to ffprobe.</returns>
    /// <exception cref="UnsupportedVideoException">The file has no video stream, or an encrypted one.</exception>
    /// <exception cref="CorruptVideoException">The file is damaged or truncated.</exception>
    Task<ContainerIndex?> IndexAsync(IVideoSource source, int? stream, CancellationToken cancellation);

    /// <summary>Remuxes what this container indexed; null where it only leaves files to ffprobe.</summary>
    IRemuxer? Remuxer => null;

    /// <summary>The JSON contract of its <see cref="ContainerTrack"/>; null where it has no remuxer.</summary>
    JsonTypeInfo? TrackJson => null;
}

/// <summary>What a container made of a file.</summary>
/// <param name="Index">The index; null where ffprobe must make it.</param>
/// <param name="UnsplittableReason">Where ffprobe must, why the video is not split, the end of a sentence; null to leave that to ffprobe's indexer.</param>
/// <param name="Damage">Where ffprobe must, what to throw if ffprobe refuses the file too; null to throw what ffprobe's indexer does.</param>
public sealed record ContainerIndex(VideoIndex? Index, string? UnsplittableReason = null, CorruptVideoException? Damage = null);
