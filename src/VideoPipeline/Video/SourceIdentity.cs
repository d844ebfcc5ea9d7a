namespace VideoPipeline.Video;

/// <summary>The identity of the object at an address.</summary>
/// <param name="Uri">The address, without credentials and signatures.</param>
/// <param name="Length">The size in bytes.</param>
/// <param name="Version">The entity tag or modification time; null if the source has none.</param>
/// <param name="Stream">The number of the selected stream, as in ffmpeg; null for the first video stream.</param>
public sealed record SourceIdentity(string Uri, long Length, string? Version, int? Stream = null);
