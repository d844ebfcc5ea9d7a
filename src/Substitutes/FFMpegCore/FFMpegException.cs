namespace FFMpegCore.Exceptions;

/// <summary>What went wrong around ffmpeg.</summary>
public enum FFMpegExceptionType
{
    /// <summary>A binary is missing.</summary>
    Dependency,

    /// <summary>A conversion is not possible.</summary>
    Conversion,

    /// <summary>A file is missing or in the way.</summary>
    File,

    /// <summary>An operation is not possible.</summary>
    Operation,

    /// <summary>The process ended with an error.</summary>
    Process,
}

/// <summary>ffmpeg failed.</summary>
public class FFMpegException(
    FFMpegExceptionType type, string message, Exception? innerException = null, string ffMpegErrorOutput = "")
    : Exception(message, innerException)
{
    /// <summary>What kind of failure it was.</summary>
    public FFMpegExceptionType Type { get; } = type;

    /// <summary>All that ffmpeg wrote to standard error.</summary>
    public string FFMpegErrorOutput { get; } = ffMpegErrorOutput;
}
