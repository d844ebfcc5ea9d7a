using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace VideoPipeline.Decoding.Pipes;

/// <summary>
/// Named pipes (FIFOs) for the input and output of ffmpeg, which keep all written bytes until they are read, however slow the
/// reader is. The pipes of FFMpegCore, up to version 6.0, do not: they stop reading when ffmpeg has exited
/// (<c>FfmpegPipeTests</c>).
/// </summary>
/// <remarks>
/// Opening one end blocks until the other end is opened, forever if that process dies first. For how each direction handles this,
/// see <see cref="PipeFromProcess"/> and <see cref="PipeToProcess"/>.
/// </remarks>
internal static partial class NamedPipe
{
    private const int ReadOnly = 0, WriteOnly = 1, NonBlocking = 0x800, CloseOnExec = 0x80000;
    private const int GetFlags = 3, SetFlags = 4, SetPipeSize = 1031;
    private const int Capacity = 1 << 20; // the maximum for an unprivileged process (/proc/sys/fs/pipe-max-size)

    /// <summary>Creates the pipe with access for the current user only.</summary>
    public static void Create(string path)
    {
        if (MakeFifo(path, 0x180 /* 0600 */) != 0) throw Failed("create", path);
    }

    /// <summary>Opens the read end without waiting for a writer. Reads from it block.</summary>
    public static SafeFileHandle OpenForReading(string path)
    {
        var reader = Checked(OpenFile(path, ReadOnly | NonBlocking | CloseOnExec), path);
        var flags = Control(reader, GetFlags, 0);
        if (flags < 0 || Control(reader, SetFlags, flags & ~NonBlocking) < 0) throw Failed("set up", path);
        // A larger pipe lets the writer run ahead. Where the system's quota is exhausted, the default size is enough.
        Control(reader, SetPipeSize, Capacity);
        return reader;
    }

    /// <summary>Opens the write end; blocks until there is a reader.</summary>
    public static SafePipeHandle OpenForWriting(string path) => Checked(OpenPipe(path, WriteOnly | CloseOnExec), path);

    private static T Checked<T>(T handle, string path)
        where T : SafeHandle => handle.IsInvalid ? throw Failed("open", path) : handle;

    private static IOException Failed(string action, string path) =>
        new($"Could not {action} the pipe {path}: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}.");

    [LibraryImport("libc", EntryPoint = "mkfifo", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MakeFifo(string path, uint mode);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafePipeHandle OpenPipe(string path, int flags);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle OpenFile(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int Control(SafeFileHandle file, int command, int argument);
}
