using VideoPipeline.Video;

namespace VideoPipeline.Containers.Common;

/// <summary>Collects the samples of a track from its container, in decode order.</summary>
internal sealed class SampleTableBuilder
{
    public List<long> Offset { get; } = [];

    public List<int> Size { get; } = [];

    public List<long> Dts { get; } = [];

    public List<long> Pts { get; } = [];

    public List<bool> IsKey { get; } = [];

    public int Count => Size.Count;

    /// <summary>The first reason found why the container leaves open which frames the track has; null if there is none.</summary>
    public string? UnprovenReason { get; private set; }

    /// <summary>Adds a sample.</summary>
    /// <exception cref="Errors.LimitExceededException">There are more samples than the limit.</exception>
    public void Add(long offset, int size, long dts, long pts, bool isKey)
    {
        VideoLimits.CheckSamples("The video", Count + 1);
        Offset.Add(offset);
        Size.Add(size);
        Dts.Add(dts);
        Pts.Add(pts);
        IsKey.Add(isKey);
    }

    public void MarkUnproven(string reason) => UnprovenReason ??= reason;

    /// <summary>
    /// Creates a table of the rows from <paramref name="start"/> up to, but not including, <paramref name="end"/>.
    /// </summary>
    public SampleTable Build(int start, int end) => new()
    {
        Offset = Offset.GetRange(start, end - start).ToArray(),
        Size = Size.GetRange(start, end - start).ToArray(),
        Dts = Dts.GetRange(start, end - start).ToArray(),
        Pts = Pts.GetRange(start, end - start).ToArray(),
        IsKey = IsKey.GetRange(start, end - start).ToArray(),
    };
}
