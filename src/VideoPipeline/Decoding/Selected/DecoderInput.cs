using VideoPipeline.Video;

namespace VideoPipeline.Decoding.Selected;

/// <summary>What one decoder is given and gives.</summary>
/// <param name="Rows">The samples, ascending: those of the frames and those they depend on.</param>
/// <param name="Frames">The picked frames.</param>
internal sealed record DecoderInput(IReadOnlyList<int> Rows, FrameSet Frames)
{
    /// <summary>The samples as ranges.</summary>
    public IReadOnlyList<SampleRange> Ranges()
    {
        var ranges = new List<SampleRange>();
        foreach (var row in Rows)
        {
            if (ranges.Count > 0 && ranges[^1].End == row) ranges[^1] = ranges[^1] with { End = row + 1 };
            else ranges.Add(new SampleRange(row, row + 1));
        }
        return ranges;
    }
}
