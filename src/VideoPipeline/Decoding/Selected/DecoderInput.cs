using VideoPipeline.Video;

namespace VideoPipeline.Decoding.Selected;

/// <summary>The input of one decoder, and the frames to take from its output.</summary>
/// <param name="Rows">The ascending rows of the samples: those of the selected frames and those they depend on.</param>
/// <param name="Frames">The selected frames.</param>
internal sealed record DecoderInput(IReadOnlyList<int> Rows, FrameSet Frames)
{
    /// <summary>Returns the rows as ranges.</summary>
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
