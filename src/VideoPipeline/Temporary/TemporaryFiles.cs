using Microsoft.Win32.SafeHandles;
using VideoPipeline.Errors;

namespace VideoPipeline.Temporary;

/// <summary>Creates files and folders in the temporary folder, which <c>TMPDIR</c> names.</summary>
internal static class TemporaryFiles
{
    /// <summary>Creates a file that no name leads to, so that it is gone when it is closed, however its process ends.</summary>
    /// <exception cref="LimitExceededException">The temporary folder cannot be written to.</exception>
    /// <param name="bufferSize">The size of the buffer in bytes; 0 for none.</param>
    public static FileStream Create(int bufferSize = 4096) =>
        new(CreateHandle(Path.GetTempPath()), FileAccess.ReadWrite, bufferSize);

    /// <summary>Creates a file in a folder that no name leads to, for reading and writing at any position.</summary>
    /// <exception cref="LimitExceededException">The folder cannot be written to.</exception>
    public static SafeFileHandle CreateHandle(string folder) => Try(folder, () =>
    {
        var path = Path.Combine(folder, $".videopipeline-{Guid.NewGuid():N}");
        var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.Asynchronous);
        File.Delete(path);
        return file;
    });

    /// <summary>Creates a folder that only the current user can open.</summary>
    /// <exception cref="LimitExceededException">The temporary folder cannot be written to.</exception>
    public static string CreateFolder(string prefix) =>
        Try(Path.GetTempPath(), () => Directory.CreateTempSubdirectory(prefix).FullName);

    /// <summary>The error for what cannot be written to the temporary folder.</summary>
    /// <param name="what">What is written.</param>
    /// <param name="cause">The error of the system.</param>
    public static LimitExceededException Failure(string what, Exception cause) => Failure(what, Path.GetTempPath(), cause);

    private static LimitExceededException Failure(string what, string folder, Exception cause) => new(
        $"{what} could not be written to the temporary folder {folder}: {cause.Message} Free some space there, or set TMPDIR " +
        "to another folder.", cause);

    private static T Try<T>(string folder, Func<T> create)
    {
        try
        {
            return create();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failure("A file", folder, e);
        }
    }
}
