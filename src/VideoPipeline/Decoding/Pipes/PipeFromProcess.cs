using System.IO.Pipes;
using Microsoft.Win32.SafeHandles;

namespace VideoPipeline.Decoding.Pipes;

/// <summary>
/// A pipe that another process opens by name and writes. Both ends are open here from the beginning, so that process never waits
/// and nothing is lost; when it has ended, <see cref="ReleaseOther"/> lets the reader see the end.
/// </summary>
internal sealed class PipeFromProcess : IDisposable
{
    private readonly SafePipeHandle _writer;

    /// <summary>Makes the pipe.</summary>
    public PipeFromProcess(string path)
    {
        Path = path;
        NamedPipe.Make(path);
        Stream = new AnonymousPipeClientStream(PipeDirection.In, NamedPipe.OpenToRead(path));
        _writer = NamedPipe.OpenToWrite(path);
    }

    /// <summary>The name to give to the other process.</summary>
    public string Path { get; }

    /// <summary>Our end.</summary>
    public Stream Stream { get; }

    /// <summary>Closes the end that stood in for the other process.</summary>
    public void ReleaseOther() => _writer.Dispose();

    /// <inheritdoc/>
    public void Dispose()
    {
        _writer.Dispose();
        Stream.Dispose();
        File.Delete(Path);
    }
}
