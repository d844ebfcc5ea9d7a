using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using VideoPipeline.Decoding;
using VideoPipeline.Results.Files;
using VideoPipeline.Video;

namespace VideoPipeline.Cli.Frames;

/// <summary>
/// Writes a line <c>frame,pts,md5</c> per frame: its number, its time stamp in the stream's time base, and the MD5 of its pixels
/// as <c>rgb24</c> without padding, as ffmpeg's <c>rawvideo</c> muxer writes them.
/// </summary>
/// <param name="output">The destination.</param>
/// <param name="timeBase">The unit of the time stamps.</param>
/// <param name="toJson">Serializes the checksums, to write JSON; null to write lines.</param>
internal sealed class Md5Lines(TextWriter output, TimeBase timeBase, Func<FrameChecksums, string>? toJson) : IFrameOutput
{
    private readonly List<(long Frame, long Pts, UInt128 Md5)> _frames = [];

    public void Add(long place, NumberedFrame frame)
    {
        Span<byte> hash = stackalloc byte[MD5.HashSizeInBytes];
        MD5.HashData(frame.Frame.Pictures[0].Span, hash);
        lock (_frames) _frames.Add((frame.Number, frame.Pts, BinaryPrimitives.ReadUInt128BigEndian(hash)));
    }

    public void Restart() => _frames.Clear();

    public IReadOnlyList<string> Complete(RunAccess access)
    {
        _frames.Sort();
        if (toJson is not null) output.WriteLine(toJson(Checksums(access)));
        else WriteLines();
        return [];
    }

    public void Dispose()
    {
    }

    private void WriteLines()
    {
        output.Write($"# frame,pts,md5 of rgb24; time base {timeBase}\n");
        foreach (var (frame, pts, md5) in _frames)
            output.Write(string.Create(CultureInfo.InvariantCulture, $"{frame},{pts},{md5:x32}\n"));
    }

    private FrameChecksums Checksums(RunAccess access)
    {
        var frames = _frames.Select(frame => new FrameChecksum(frame.Frame, frame.Pts, $"{frame.Md5:x32}"));
        return new FrameChecksums(timeBase.ToString(), [.. frames], access);
    }
}

/// <summary>The checksums of the frames and the access counts, as JSON.</summary>
internal sealed record FrameChecksums(string TimeBase, IReadOnlyList<FrameChecksum> Frames, RunAccess Access);

/// <summary>The checksum of a frame.</summary>
internal sealed record FrameChecksum(long Frame, long Pts, string Md5);
