using VideoPipeline.Video;

namespace VideoPipeline.Containers.Common;

/// <summary>The samples of a track as they are gathered from its container, in decode order.</summary>
internal sealed class SampleTableBuilder
{
    public List<long> Offset { get; } = [];

    public List<int> Size { get; } = [];

    public List<long> Dts { get; } = [];

    public List<long> Pts { get; } = [];

    public List<bool> IsKey { get; } = [];

    public int Count => Size.Count;

    /// <summary>Why the frames of this track cannot be told from its container; the first reason found.</summary>
    public string? UnprovenReason { get; private set; }

    public void Add(long offset, int size, long dts, long pts, bool isKey)
    {
        Offset.Add(offset);
        Size.Add(size);
        Dts.Add(dts);
        Pts.Add(pts);
        IsKey.Add(isKey);
    }

    public void MarkUnproven(string why) => UnprovenReason ??= why;

    /// <summary>The rows from <paramref name="start"/> up to <paramref name="end"/>, as columns.</summary>
    public SampleTable Build(int start, int end) => new()
    {
        Offset = Offset.GetRange(start, end - start).ToArray(),
        Size = Size.GetRange(start, end - start).ToArray(),
        Dts = Dts.GetRange(start, end - start).ToArray(),
        Pts = Pts.GetRange(start, end - start).ToArray(),
        IsKey = IsKey.GetRange(start, end - start).ToArray(),
    };
}
