using System.Collections.Concurrent;
using System.Security.Cryptography;
using VideoPipeline.Decoding;
using VideoPipeline.Decoding.Selected;

namespace VideoPipeline.Testing;

/// <summary>Keeps of picked frames what a sequential decode tells of them.</summary>
public sealed class TakenFrames : IFrameSink
{
    private readonly ConcurrentDictionary<long, (long Number, DecodedFrame Frame)> _frames = new();

    /// <summary>The frames and their numbers, by their places among the picked ones.</summary>
    public IReadOnlyDictionary<long, (long Number, DecodedFrame Frame)> ByPlace => _frames;

    /// <summary>The frames in the order of their places.</summary>
    public IEnumerable<DecodedFrame> InOrder => _frames.OrderBy(one => one.Key).Select(one => one.Value.Frame);

    /// <inheritdoc/>
    public void Add(long place, Decoding.NumberedFrame frame) =>
        _frames[place] = (frame.Number, new DecodedFrame(frame.Pts, Convert.ToHexStringLower(MD5.HashData(frame.Frame.Pictures[0].Span))));

    /// <inheritdoc/>
    public void Restart() => _frames.Clear();
}
