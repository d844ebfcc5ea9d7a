using System.Collections.Concurrent;
using System.Security.Cryptography;
using VideoPipeline.Decoding.Selected;

namespace VideoPipeline.Testing;

/// <summary>Collects the time stamps and MD5 of selected frames, to compare them with a sequential decode.</summary>
internal sealed class CollectedFrames : IFrameSink
{
    private readonly ConcurrentDictionary<long, (long Number, DecodedFrame Frame)> _frames = new();

    /// <summary>The frames and their numbers, by position in the selection.</summary>
    public IReadOnlyDictionary<long, (long Number, DecodedFrame Frame)> ByPosition => _frames;

    /// <summary>The frames in selection order.</summary>
    public IEnumerable<DecodedFrame> InOrder => _frames.OrderBy(one => one.Key).Select(one => one.Value.Frame);

    /// <inheritdoc/>
    public void Add(long place, Decoding.NumberedFrame frame) =>
        _frames[place] = (frame.Number, Checksum(frame));

    /// <summary>The time stamp of a frame and the MD5 of its first picture.</summary>
    public static DecodedFrame Checksum(Decoding.NumberedFrame frame) =>
        new(frame.Pts, Convert.ToHexStringLower(MD5.HashData(frame.Frame.Pictures[0].Span)));

    /// <inheritdoc/>
    public void Restart() => _frames.Clear();
}
