using System.Globalization;
using VideoPipeline.Errors;
using VideoPipeline.Video;

namespace VideoPipeline.Selection;

/// <summary>Iterates over the frames of a video once, in presentation order, and determines which are selected.</summary>
/// <param name="selection">The selection.</param>
/// <param name="timeBase">The unit of the video's time stamps.</param>
/// <param name="count">The number of frames in the video; null if it is not known, which a selection by count requires.</param>
internal sealed class SelectionCursor(FrameSelection selection, TimeBase timeBase, long? count)
{
    // An integer tick is at or before a time exactly if it is at or before that time rounded down.
    private readonly long[] _times =
        [.. selection.Times.Select(seconds => (long)decimal.Floor(seconds * timeBase.Denominator / timeBase.Numerator))];

    private readonly IReadOnlyList<FrameRange> _ranges =
        (selection.Count is { } wanted ? EvenlySpaced(wanted, count!.Value) : selection.Frames).Ranges;

    private int _range, _time;
    private long _end;
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
        _end = end = Math.Max(end, start + 1);
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
        if (frames == 0) throw new InvalidInputException($"{video} has no frames, so '{selection.Text}' selects none.");
        if (_range < _ranges.Count)
            throw new InvalidInputException(
                $"Frame {Math.Max(_ranges[_range].Start, frames)} is beyond the end of {video}, which has {frames} frames " +
                $"(0 to {frames - 1}). Select only frames that exist.");
        var seconds = (decimal)_end * timeBase.Numerator / timeBase.Denominator;
        throw new InvalidInputException(string.Create(
            CultureInfo.InvariantCulture,
            $"{selection.Times[_time]} s is beyond the end of {video} ({seconds:0.000} s). Select only times before its end."));
    }

    /// <summary>Determines the selected frames of a video that has a frame table.</summary>
    /// <exception cref="InvalidInputException">The selection is empty, or goes beyond the end of the video.</exception>
    public static FrameSet Resolve(FrameSelection selection, VideoIndex index, string video)
    {
        var frames = index.Frames!;
        var cursor = new SelectionCursor(selection, index.Video.TimeBase, frames.Count);
        var selected = cursor.SelectFrom(index, new FrameRange(0, frames.Count));
        cursor.Complete(frames.Count, video);
        return selected;
    }

    /// <summary>Determines the selected frames that are in a range.</summary>
    public static FrameSet Resolve(FrameSelection selection, VideoIndex index, FrameRange within) =>
        new SelectionCursor(selection, index.Video.TimeBase, index.Frames!.Count).SelectFrom(index, within);

    // The middles of equal parts.
    private static FrameSet EvenlySpaced(int wanted, long frames) => frames <= wanted
        ? FrameSet.Of(new FrameRange(0, frames))
        : FrameSet.Of(Enumerable.Range(0, wanted).Select(part => (long)((2L * part + 1) * (Int128)frames / (2L * wanted))));

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
