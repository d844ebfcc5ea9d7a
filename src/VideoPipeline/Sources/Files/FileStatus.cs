using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace VideoPipeline.Sources.Files;

/// <summary>The kind, length and modification time of a path or an open file, from statx(2).</summary>
/// <remarks>
/// .NET does not distinguish a named pipe from a file, and opening a pipe blocks until there is a writer, so the kind is checked
/// first. Unlike stat, statx has the same layout on every Linux architecture.
/// </remarks>
internal readonly record struct FileStatus(FileKind Kind, long Length, long ModifiedSeconds, uint ModifiedNanoseconds)
{
    /// <summary>A value that changes when the content changes, within the resolution of the file system's time stamps.</summary>
    public string Version => $"{Length}-{ModifiedSeconds}.{ModifiedNanoseconds:D9}";

    /// <summary>Gets the status of a path, following symbolic links. On failure, <paramref name="error"/> is the errno.</summary>
    public static bool TryGetForPath(string path, out FileStatus status, out int error) =>
        TryGet(CurrentDirectory, path, 0, out status, out error);

    /// <summary>Gets the status of an open file, independent of what its path names now.</summary>
    public static FileStatus GetForHandle(SafeFileHandle handle) =>
        TryGet((int)handle.DangerousGetHandle(), "", EmptyPathFlag, out var status, out var error)
            ? status
            : throw new IOException(Marshal.GetPInvokeErrorMessage(error));

    private static bool TryGet(int folder, string path, int flags, out FileStatus status, out int error)
    {
        var failed = NativeMethods.StatX(folder, path, flags, BasicStats, out var raw) != 0;
        error = failed ? Marshal.GetLastPInvokeError() : 0;
        status = failed ? default : new FileStatus(KindOf(raw.Mode), raw.Size, raw.ModifiedSeconds, raw.ModifiedNanoseconds);
        return !failed;
    }

    private static FileKind KindOf(ushort mode) => (mode & 0xF000) switch
    {
        0x8000 => FileKind.File,
        0x4000 => FileKind.Folder,
        0x1000 => FileKind.Pipe,
        0xC000 => FileKind.Socket,
        _ => FileKind.Device,
    };

    private const int CurrentDirectory = -100;  // AT_FDCWD
    private const int EmptyPathFlag = 0x1000;   // AT_EMPTY_PATH
    private const uint BasicStats = 0x7FF;      // STATX_BASIC_STATS

    /// <summary>The used fields of <c>struct statx</c> (linux/stat.h), which has 256 bytes.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    internal struct Raw
    {
        [FieldOffset(28)] public ushort Mode;
        [FieldOffset(40)] public long Size;
        [FieldOffset(112)] public long ModifiedSeconds;
        [FieldOffset(120)] public uint ModifiedNanoseconds;
    }
}

/// <summary>The kind of a file system entry.</summary>
internal enum FileKind
{
    File,
    Folder,
    Pipe,
    Socket,
    Device,
}

internal static partial class NativeMethods
{
    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int StatX(int folder, string path, int flags, uint mask, out FileStatus.Raw status);
}
