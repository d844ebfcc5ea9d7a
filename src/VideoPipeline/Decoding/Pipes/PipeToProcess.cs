using System.IO.Pipes;
using Microsoft.Win32.SafeHandles;

namespace VideoPipeline.Decoding.Pipes;

/// <summary>A pipe that another process opens by name and reads.</summary>
/// <remarks>
/// Our end is opened only once the other process has opened its own: a reader that comes when the writer has already gone would
/// wait for another writer, for ever. If that process ends without ever having opened the pipe, <see cref="ReleaseOther"/> opens
/// it in its place for just as long as the writer needs to stop waiting.
/// </remarks>
internal sealed class PipeToProcess : IDisposable
{
    private readonly Lock _gate = new();
    private SafePipeHandle? _standIn;
    private bool _opened;
    private bool _released;

    /// <summary>Makes the pipe.</summary>
    public PipeToProcess(string path)
    {
        Path = path;
        NamedPipe.Make(path);
    }

    /// <summary>The name to give to the other process.</summary>
    public string Path { get; }

    /// <summary>Our end, once the other process has opened the pipe or is known to have ended; then writing to it fails.</summary>
    public async Task<Stream> OpenAsync()
    {
        var handle = await Task.Factory.StartNew(
            () => NamedPipe.OpenToWrite(Path), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        lock (_gate)
        {
            _opened = true;
            _standIn?.Dispose();
        }
        // Unlike a FileStream, this does not block a thread of the pool while the pipe is full.
        return new NamedPipeClientStream(PipeDirection.Out, isAsync: true, isConnected: true, handle);
    }

    /// <summary>The other process has ended.</summary>
    public void ReleaseOther()
    {
        lock (_gate)
        {
            if (_opened || _released) return;
            _released = true;
            _standIn = NamedPipe.OpenToRead(Path);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _standIn?.Dispose();
        File.Delete(Path);
    }
}
