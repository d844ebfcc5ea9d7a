using VideoPipeline.Video;

namespace VideoPipeline.Decoding.Selected;

/// <summary>
/// The samples of a slice under other time stamps, twice the true ones and one more for picked frames. So ffmpeg can tell by a
/// time stamp alone which frames need not be converted and handed over, however many are picked.
/// </summary>
internal sealed class SelectionTimestamps
{
    /// <summary>The expression for ffmpeg's filter <c>select</c>.</summary>
    public const string Select = "mod(pts,2)";

    public SelectionTimestamps(SampleTable samples, FrameTable frames, DecoderInput slice)
    {
        var picked = slice.Frames.Numbers.Select(frame => frames.Sample[frame]).ToHashSet();
        var rows = slice.Rows;
        Samples = new SampleTable
        {
            Offset = [.. rows.Select(row => samples.Offset[row])],
            Size = [.. rows.Select(row => samples.Size[row])],
            Dts = [.. rows.Select(row => samples.Dts[row] is var dts and not SampleTable.NoTimestamp ? 2 * dts : SampleTable.NoTimestamp)],
            Pts = [.. rows.Select(row => 2 * samples.Pts[row] + (picked.Contains(row) ? 1 : 0))],
            IsKey = [.. rows.Select(row => samples.IsKey[row])],
        };
        Times = [.. slice.Frames.Numbers.Select(frame => 2 * samples.Pts[frames.Sample[frame]] + 1)];
    }

    /// <summary>The slice's samples and no others.</summary>
    public SampleTable Samples { get; }

    /// <summary>The time stamps of the picked frames, in order.</summary>
    public long[] Times { get; }
}
