using VideoPipeline.Errors;
using VideoPipeline.Video;

namespace VideoPipeline.Selection;

/// <summary>Iterates over the frames of a video once, in presentation order, and determines which are selected.</summary>
/// <param name="selection">The selection.</param>
/// <param name="timeBase">The unit of the video's time stamps.</param>
internal sealed class SelectionCursor(FrameSelection selection, TimeBase timeBase)
{
    // An integer tick is at or before a time exactly if it is at or before that time rounded down.
    private readonly long[] _times =
        [.. selection.Times.Select(seconds => (long)decimal.Floor(seconds * timeBase.Denominator / timeBase.Numerator))];

    private readonly IReadOnlyList<FrameRange> _ranges = selection.Frames.Ranges;
    private int _range, _time;
    private bool _anySelected;

    /// <summary>Whether none of the remaining frames is selected.</summary>
    public bool AtEnd => !selection.IsOpenEnded && _range == _ranges.Count && _time == _times.Length;

    /// <summary>Whether the next frame is selected.</summary>
    /// <param name="number">The frame's number.</param>
    /// <param name="start">The time at which the frame is first shown, in ticks from the first frame.</param>
    /// <param name="end">
    /// The time at which the next frame is shown, or at which the video ends. The frame lasts at least one tick.
    /// </param>
    /// <param name="isKey">Whether the container marks the frame as a key frame.</param>
    public bool Selects(long number, long start, long end, bool isKey)
    {
        end = Math.Max(end, start + 1);
        var isSelected = selection.KeyFrames && isKey
            || selection.Interval is { } interval && number % interval == 0
            || selection.Rate is { } rate && rate.HasTimeBetween(start, end, timeBase);
        _anySelected |= isSelected;
        for (; _time < _times.Length && _times[_time] < end; _time++) isSelected |= _times[_time] >= start;
        while (_range < _ranges.Count && _ranges[_range].End <= number) _range++;
        if (_range == _ranges.Count || number < _ranges[_range].Start) return isSelected;
        if (number + 1 == _ranges[_range].End) _range++;
        return true;
    }

    /// <summary>Ends the iteration and checks that the selection is within the video.</summary>
    /// <param name="frames">The number of frames in the video.</param>
    /// <param name="video">The video's display name, for messages.</param>
    /// <exception cref="InvalidInputException">The selection is empty, or goes beyond the end of the video.</exception>
    public void Complete(long frames, string video)
    {
        if (_range < _ranges.Count && _ranges[_range] is { End: FrameRange.ToEnd } open && open.Start < frames) _range++;
        if (AtEnd || _anySelected) return;
        if (selection.KeyFrames)
            throw new InvalidInputException(
                $"{video} has no frames that its container marks as key frames. Select frames by number or time.");
        if (selection.IsOpenEnded)
            throw new InvalidInputException($"'{selection.Text}' selects no frame of {video}. Select other frames.");
        throw new InvalidInputException(
            $"'{selection.Text}' goes beyond the end of {video}, which has {frames} frames" +
            (frames > 0 ? $" (0 to {frames - 1})." : ".") + " Select only frames that exist.");
    }

    /// <summary>Determines the selected frames of a video that has a frame table.</summary>
    /// <exception cref="InvalidInputException">The selection is empty, or goes beyond the end of the video.</exception>
    public static FrameSet Resolve(FrameSelection selection, VideoIndex index, string video)
    {
        var cursor = new SelectionCursor(selection, index.Video.TimeBase);
        var frames = index.Frames!;
        var selected = cursor.SelectFrom(index, new FrameRange(0, frames.Count));
        cursor.Complete(frames.Count, video);
        return selected;
    }

    /// <summary>Determines the selected frames that are in a range.</summary>
    public static FrameSet Resolve(FrameSelection selection, VideoIndex index, FrameRange within) =>
        new SelectionCursor(selection, index.Video.TimeBase).SelectFrom(index, within);

    private FrameSet SelectFrom(VideoIndex index, FrameRange range)
    {
        var (pts, samples) = (index.Frames!.Pts, index.Frames.Sample);
        var numbers = new List<long>();
        for (var n = (int)range.Start; n < range.End && !AtEnd; n++)
        {
            // The last frame is assumed to last as long as the one before it.
            var end = n + 1 < index.Frames.Count ? pts[n + 1] : n > 0 ? pts[n] + (pts[n] - pts[n - 1]) : pts[n];
            var isKey = selection.KeyFrames && index.Samples.IsKey[samples[n]];
            if (Selects(n, pts[n] - pts[0], end - pts[0], isKey)) numbers.Add(n);
        }
        return FrameSet.Of(numbers);
    }
}
