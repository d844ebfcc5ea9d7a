namespace VideoPipeline.Video;

/// <summary>The object behind an address.</summary>
/// <param name="Uri">The address as given.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Version">Entity tag or modification time; null where the source gives none.</param>
/// <param name="Stream">The stream of it that was asked for, as ffmpeg counts; null for the first video stream.</param>
public sealed record SourceIdentity(string Uri, long Length, string? Version, int? Stream = null);
