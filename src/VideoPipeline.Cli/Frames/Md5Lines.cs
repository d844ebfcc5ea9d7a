using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using VideoPipeline.Decoding;
using VideoPipeline.Results.Files;
using VideoPipeline.Video;

namespace VideoPipeline.Cli.Frames;

/// <summary>
/// A line <c>frame,pts,md5</c> for each frame: its number, its time stamp in the stream's time base, and the MD5 of its
/// <c>rgb24</c> picture without gaps between rows, as ffmpeg's <c>rawvideo</c> gives it.
/// </summary>
/// <param name="output">Where the lines go.</param>
/// <param name="timeBase">The unit of the time stamps.</param>
/// <param name="json">As a JSON object instead of lines.</param>
internal sealed class Md5Lines(TextWriter output, TimeBase timeBase, bool json) : IFrameFiles
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
        if (json) WriteJson(access);
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

    private void WriteJson(RunAccess access) => output.WriteLine(CliJson.Text(
        new FrameSums(timeBase.ToString(), [.. _frames.Select(frame => new FrameSum(frame.Frame, frame.Pts, $"{frame.Md5:x32}"))], access)));
}

/// <summary>The frames' checksums, and what they took, as JSON.</summary>
internal sealed record FrameSums(string TimeBase, IReadOnlyList<FrameSum> Frames, RunAccess Access);

/// <summary>One frame's checksum.</summary>
internal sealed record FrameSum(long Frame, long Pts, string Md5);
