namespace VideoPipeline.Video;

/// <summary>
/// What a container's remuxer carries over from the indexed track into the streams that it writes; each container derives its own.
/// Stored in <c>index.json</c> under the container's name.
/// </summary>
public abstract record ContainerTrack;
