namespace VideoPipeline.Video;

/// <summary>
/// The properties of the indexed track that a container's remuxer needs to write its streams. Each container derives its own
/// record, which <c>index.json</c> stores under the container's name.
/// </summary>
public abstract record ContainerTrack;
