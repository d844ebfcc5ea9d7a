using VideoPipeline.Video;

namespace VideoPipeline.Pages.Videos;

/// <summary>What the pages show of every analyzed frame: one row per frame, in presentation order.</summary>
public sealed record FrameSeries
{
    /// <summary>The frame numbers, strictly increasing; at least one.</summary>
    public required IReadOnlyList<long> Number { get; init; }

    /// <summary>The presentation time stamps, strictly increasing.</summary>
    public required IReadOnlyList<long> Pts { get; init; }

    /// <summary>The time base of the time stamps.</summary>
    public required TimeBase TimeBase { get; init; }

    /// <summary>Mean luma, 0–255.</summary>
    public required IReadOnlyList<double> Luma { get; init; }

    /// <summary>Mean absolute luma difference to the previous frame, 0–255.</summary>
    public required IReadOnlyList<double> Motion { get; init; }

    /// <summary>Variance of the Laplacian.</summary>
    public required IReadOnlyList<double> Sharpness { get; init; }

    /// <summary>The time axis: from the first frame to the end of the last.</summary>
    public required TimeAxis Axis { get; init; }

    /// <summary>The number of rows.</summary>
    public int Count => Number.Count;

    /// <summary>Returns the time of a row in seconds; of the row after the last, the end of the axis.</summary>
    public double Seconds(int row) => row < Count ? TimeBase.ToSeconds(Pts[row]) : Axis.End;

    /// <summary>Returns the time in seconds of a frame, or, if it is not a row, of the first row after it.</summary>
    public double SecondsOf(long frame) => Seconds(FirstRow(Number, frame));

    /// <summary>Returns the first row whose value is not less than <paramref name="value"/>; their count if there is
    /// none.</summary>
    internal static int FirstRow(IReadOnlyList<long> values, long value)
    {
        var (low, high) = (0, values.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (values[middle] < value) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
