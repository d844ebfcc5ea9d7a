using System.IO.Pipes;
using Microsoft.Win32.SafeHandles;

namespace VideoPipeline.Decoding.Pipes;

/// <summary>A named pipe that another process opens and reads from.</summary>
/// <remarks>
/// The write end is opened only when the other process has opened the read end: a reader that opened the pipe after the writer
/// has closed it would wait for another writer forever. If the other process exits without opening the pipe,
/// <see cref="ReleaseWriter"/> opens the read end in its place, until the writer is unblocked.
/// </remarks>
internal sealed class PipeToProcess : IDisposable
{
    private readonly Lock _gate = new();
    private SafeFileHandle? _placeholderReader;
    private bool _opened;
    private bool _released;

    /// <summary>Creates the pipe.</summary>
    public PipeToProcess(string path)
    {
        Path = path;
        NamedPipe.Create(path);
    }

    /// <summary>The path of the pipe, for the other process.</summary>
    public string Path { get; }

    /// <summary>
    /// Opens the write end, when the other process has opened the read end or has exited. In the latter case writes fail.
    /// </summary>
    public async Task<Stream> OpenAsync()
    {
        var handle = await Task.Factory.StartNew(
            () => NamedPipe.OpenForWriting(Path), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        lock (_gate)
        {
            _opened = true;
            _placeholderReader?.Dispose();
        }
        // Unlike a FileStream, this does not block a thread pool thread while the pipe is full.
        return new NamedPipeClientStream(PipeDirection.Out, isAsync: true, isConnected: true, handle);
    }

    /// <summary>Unblocks <see cref="OpenAsync"/>, after the other process has exited.</summary>
    public void ReleaseWriter()
    {
        lock (_gate)
        {
            if (_opened || _released) return;
            _released = true;
            _placeholderReader = NamedPipe.OpenForReading(Path);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _placeholderReader?.Dispose();
        File.Delete(Path);
    }
}
