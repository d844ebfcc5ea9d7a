using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace VideoPipeline.Decoding.Pipes;

/// <summary>
/// Named pipes in the file system: a way to and from ffmpeg that keeps what was written until it is read, however slow the reader is.
/// FFMpegCore's own pipes do not, 6.0's included: they stop reading when ffmpeg has ended (<c>FfmpegPipeTests</c>).
/// </summary>
/// <remarks>
/// Opening one end waits for the other, for ever if that process dies first. The two sides deal with that each in their own way:
/// see <see cref="PipeFromProcess"/> and <see cref="PipeToProcess"/>.
/// </remarks>
internal static partial class NamedPipe
{
    private const int ReadOnly = 0, WriteOnly = 1, NonBlocking = 0x800, CloseOnExec = 0x80000;
    private const int GetFlags = 3, SetFlags = 4, SetPipeSize = 1031;
    private const int Capacity = 1 << 20; // the most that an unprivileged process may ask for

    /// <summary>Makes the pipe, for this user alone.</summary>
    public static void Make(string path)
    {
        if (MakeFifo(path, 0x180 /* 0600 */) != 0) throw Failed("make", path);
    }

    /// <summary>Opens the end to read from, without waiting for a writer; its reads wait.</summary>
    public static SafePipeHandle OpenToRead(string path)
    {
        var reader = Checked(Open(path, ReadOnly | NonBlocking | CloseOnExec), path);
        var flags = Control(reader, GetFlags, 0);
        if (flags < 0 || Control(reader, SetFlags, flags & ~NonBlocking) < 0) throw Failed("set up", path);
        // A larger pipe lets the other side run ahead; where the system's quota is used up, the usual one does.
        Control(reader, SetPipeSize, Capacity);
        return reader;
    }

    /// <summary>Opens the end to write to; waits until there is a reader.</summary>
    public static SafePipeHandle OpenToWrite(string path) => Checked(Open(path, WriteOnly | CloseOnExec), path);

    private static SafePipeHandle Checked(SafePipeHandle handle, string path) => handle.IsInvalid ? throw Failed("open", path) : handle;

    private static IOException Failed(string what, string path) =>
        new($"Could not {what} the pipe {path}: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}.");

    [LibraryImport("libc", EntryPoint = "mkfifo", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MakeFifo(string path, uint mode);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafePipeHandle Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int Control(SafePipeHandle file, int command, int argument);
}
