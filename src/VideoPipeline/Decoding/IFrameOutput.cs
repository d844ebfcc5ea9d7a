namespace VideoPipeline.Decoding;

/// <summary>How the frames get from ffmpeg to this process: the outputs of ffmpeg, and what reads them.</summary>
internal interface IFrameOutput : IDisposable
{
    /// <summary>The outputs of ffmpeg, in this order.</summary>
    IReadOnlyList<OutputFile> Files { get; }

    /// <summary>Reads all frames. They are read into one reused buffer, so that memory use depends neither on the length of the
    /// video nor on the speed of the consumer: while it processes a frame, the next ones wait in the pipe.</summary>
    /// <exception cref="InvalidDataException">A stream is malformed, or has another layout than expected.</exception>
    /// <exception cref="EndOfStreamException">A stream ends within a frame.</exception>
    IAsyncEnumerable<RawFrame> ReadAsync();

    /// <summary>Lets <see cref="ReadAsync"/> reach the end, after ffmpeg has exited.</summary>
    void CloseWriteEnds();
}

/// <summary>An output of ffmpeg.</summary>
/// <param name="Path">A named pipe.</param>
/// <param name="Arguments">The stream's pixel format, codec and container.</param>
internal sealed record OutputFile(string Path, string Arguments);
