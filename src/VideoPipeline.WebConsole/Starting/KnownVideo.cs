namespace VideoPipeline.WebConsole.Starting;

/// <summary>A video that a start can name.</summary>
/// <param name="Address">Its path or address, as the input has it.</param>
/// <param name="Name">Its path or address as people read it.</param>
/// <param name="Origin">Where it is known from.</param>
/// <param name="Length">Its size in bytes; null if that is not known.</param>
public sealed record KnownVideo(string Address, string Name, VideoOrigin Origin, long? Length);

/// <summary>Where a video is known from.</summary>
public enum VideoOrigin
{
    /// <summary>It is in the folder in which the server was started, or below.</summary>
    Folder,

    /// <summary>It was sent to the store.</summary>
    Store,

    /// <summary>An execution had it as its input.</summary>
    Execution,
}
