using Microsoft.Win32.SafeHandles;

namespace VideoPipeline.Decoding.Pipes;

/// <summary>
/// A named pipe that another process opens and writes to. This process opens both ends at once, so that the other never blocks on
/// opening and no bytes are lost. When the other has exited, <see cref="CloseWriteEnd"/> lets the reader reach the end of the
/// stream.
/// </summary>
internal sealed class PipeFromProcess : IDisposable
{
    private readonly SafePipeHandle _writer;

    /// <summary>Creates the pipe.</summary>
    public PipeFromProcess(string path)
    {
        Path = path;
        NamedPipe.Create(path);
        // A PipeStream would first try to receive from a socket, at each read.
        Stream = new FileStream(NamedPipe.OpenForReading(path), FileAccess.Read, bufferSize: 0);
        _writer = NamedPipe.OpenForWriting(path);
    }

    /// <summary>The path of the pipe, for the other process.</summary>
    public string Path { get; }

    /// <summary>The read end.</summary>
    public Stream Stream { get; }

    /// <summary>Closes the write end of this process, after the other process has exited.</summary>
    public void CloseWriteEnd() => _writer.Dispose();

    /// <inheritdoc/>
    public void Dispose()
    {
        _writer.Dispose();
        Stream.Dispose();
        File.Delete(Path);
    }
}
