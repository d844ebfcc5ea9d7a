using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace VideoPipeline.Sources.Files;

/// <summary>What a path or an open file is, how long, and when it was last written: statx(2).</summary>
/// <remarks>
/// .NET does not tell a named pipe from a file, and opening a pipe waits for a writer, perhaps for ever; so it is asked first.
/// statx has one layout on every Linux architecture, unlike stat.
/// </remarks>
internal readonly record struct FileStatus(FileKind Kind, long Length, long ModifiedSeconds, uint ModifiedNanoseconds)
{
    /// <summary>Changes when the content does, to the resolution of the file system's clock.</summary>
    public string Version => $"{Length}-{ModifiedSeconds}.{ModifiedNanoseconds:D9}";

    /// <summary>Follows symbolic links. False leaves the cause in <paramref name="error"/>, an errno.</summary>
    public static bool TryOfPath(string path, out FileStatus status, out int error) =>
        TryGet(CurrentFolder, path, 0, out status, out error);

    /// <summary>Of a file that is open, whatever its path names by now.</summary>
    public static FileStatus OfHandle(SafeFileHandle handle) =>
        TryGet((int)handle.DangerousGetHandle(), "", EmptyPath, out var status, out var error)
            ? status
            : throw new IOException(Marshal.GetPInvokeErrorMessage(error));

    private static bool TryGet(int folder, string path, int flags, out FileStatus status, out int error)
    {
        var failed = NativeMethods.StatX(folder, path, flags, BasicFields, out var raw) != 0;
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

    private const int CurrentFolder = -100;     // AT_FDCWD
    private const int EmptyPath = 0x1000;       // AT_EMPTY_PATH
    private const uint BasicFields = 0x7FF;     // STATX_BASIC_STATS

    /// <summary><c>struct statx</c> of linux/stat.h: the fields used, in 256 bytes.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    internal struct Raw
    {
        [FieldOffset(28)] public ushort Mode;
        [FieldOffset(40)] public long Size;
        [FieldOffset(112)] public long ModifiedSeconds;
        [FieldOffset(120)] public uint ModifiedNanoseconds;
    }
}

/// <summary>What a path names.</summary>
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
