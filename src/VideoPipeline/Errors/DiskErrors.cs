namespace VideoPipeline.Errors;

/// <summary>Tells errors of writing apart.</summary>
internal static class DiskErrors
{
    /// <summary>Whether the disk is full or a quota is used up: ENOSPC and EDQUOT, for <c>HResult</c> is the errno.</summary>
    public static bool IsFullDisk(this Exception error) => error is IOException { HResult: 28 or 122 };
}
