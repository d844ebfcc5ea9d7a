using VideoPipeline.Planning;

namespace VideoPipeline.Picking;

/// <summary>Frames <see cref="Start"/> up to, not including, <see cref="End"/>; to the last where there is no end.</summary>
public readonly record struct PickedRange(long Start, long? End)
{
    /// <summary>Ascending numbers as ranges: those that follow each other share one.</summary>
    public static IReadOnlyList<PickedRange> Joined(IEnumerable<long> ascending)
    {
        var ranges = new List<PickedRange>();
        foreach (var number in ascending)
        {
            if (ranges.Count > 0 && ranges[^1].End == number) ranges[^1] = ranges[^1] with { End = number + 1 };
            else ranges.Add(new PickedRange(number, number + 1));
        }
        return ranges;
    }

    /// <summary>The same, of frames that are known.</summary>
    public static IReadOnlyList<FrameRange> Ranges(IEnumerable<long> ascending) =>
        [.. Joined(ascending).Select(range => new FrameRange(range.Start, range.End!.Value))];
}
