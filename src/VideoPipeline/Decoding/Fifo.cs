using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace VideoPipeline.Decoding;

/// <summary>
/// A named pipe in the file system between this process and one that opens it by name. Unlike FFMpegCore's own pipes it
/// keeps what was written until it is read, however slow the reader is.
/// </summary>
/// <remarks>
/// Opening a FIFO waits for the other side, for ever if that process dies first. So both ends are opened here, without
/// waiting, and the one that the other process uses is closed when that process has ended (<see cref="ReleaseOther"/>): our
/// reader then sees the end, our writer a broken pipe.
/// </remarks>
internal sealed partial class Fifo : IDisposable
{
    private const int ReadOnly = 0, WriteOnly = 1, NonBlocking = 0x800, CloseOnExec = 0x80000;
    private const int GetFlags = 3, SetFlags = 4, SetPipeSize = 1031;
    private const int PipeBytes = 1 << 20; // the most that an unprivileged process may ask for

    private readonly SafeFileHandle other;

    private Fifo(string path, Stream stream, SafeFileHandle other) => (Path, Stream, this.other) = (path, stream, other);

    /// <summary>The name to give to the other process.</summary>
    public string Path { get; }

    /// <summary>Our end; its reads and writes wait for the other side.</summary>
    public Stream Stream { get; }

    /// <summary>A pipe that the other process writes and we read.</summary>
    public static Fifo ForReading(string path)
    {
        var (reader, writer) = Create(path);
        return new Fifo(path, new FileStream(reader, FileAccess.Read, bufferSize: 0), writer);
    }

    /// <summary>A pipe that we write and the other process reads.</summary>
    public static Fifo ForWriting(string path)
    {
        var (reader, writer) = Create(path);
        return new Fifo(path, new FileStream(writer, FileAccess.Write, bufferSize: 0), reader);
    }

    /// <summary>Lets go of the end that stood in for the other process, which has ended.</summary>
    public void ReleaseOther() => other.Dispose();

    /// <inheritdoc/>
    public void Dispose()
    {
        other.Dispose();
        Stream.Dispose();
        File.Delete(Path);
    }

    private static (SafeFileHandle Reader, SafeFileHandle Writer) Create(string path)
    {
        if (MakeFifo(path, 0x180 /* 0600 */) != 0) throw Failed("make the pipe", path);
        // Without O_NONBLOCK the reader would wait for a writer; a writer finds the reader there already.
        var reader = Open(path, ReadOnly | NonBlocking | CloseOnExec);
        if (reader.IsInvalid) throw Failed("open the pipe", path);
        var writer = Open(path, WriteOnly | CloseOnExec);
        if (writer.IsInvalid) throw Failed("open the pipe", path);
        var flags = Control(reader, GetFlags, 0);
        if (flags < 0 || Control(reader, SetFlags, flags & ~NonBlocking) < 0) throw Failed("set up the pipe", path);
        // A larger pipe lets the decoder run ahead; where the system's quota is used up, the usual one does.
        Control(reader, SetPipeSize, PipeBytes);
        return (reader, writer);
    }

    private static IOException Failed(string what, string path) =>
        new($"Could not {what} {path}: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}.");

    [LibraryImport("libc", EntryPoint = "mkfifo", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MakeFifo(string path, uint mode);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int Control(SafeFileHandle file, int command, int argument);
}
