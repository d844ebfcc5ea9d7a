using VideoPipeline.Video;

namespace VideoPipeline.Decoding.Selected;

/// <summary>
/// The samples of a decoder input with changed time stamps: twice the original ones, plus 1 for selected frames. With them, a
/// short <c>select</c> expression tells ffmpeg which frames to convert and output, however many are selected.
/// </summary>
internal sealed class SelectionTimestamps
{
    /// <summary>The expression for ffmpeg's <c>select</c> filter.</summary>
    public const string SelectExpression = "mod(pts,2)";

    public SelectionTimestamps(SampleTable samples, FrameTable frames, DecoderInput input)
    {
        var selected = input.Frames.Numbers.Select(frame => frames.Sample[frame]).ToHashSet();
        var rows = input.Rows;
        Samples = new SampleTable
        {
            Offset = [.. rows.Select(row => samples.Offset[row])],
            Size = [.. rows.Select(row => samples.Size[row])],
            Dts =
            [
                .. rows.Select(row =>
                    samples.Dts[row] is var dts and not SampleTable.NoTimestamp ? 2 * dts : SampleTable.NoTimestamp),
            ],
            Pts = [.. rows.Select(row => 2 * samples.Pts[row] + (selected.Contains(row) ? 1 : 0))],
            IsKey = [.. rows.Select(row => samples.IsKey[row])],
        };
        SelectedTimestamps = [.. input.Frames.Numbers.Select(frame => 2 * samples.Pts[frames.Sample[frame]] + 1)];
    }

    /// <summary>The samples of the decoder input only.</summary>
    public SampleTable Samples { get; }

    /// <summary>The changed time stamps of the selected frames, in order.</summary>
    public long[] SelectedTimestamps { get; }
}
