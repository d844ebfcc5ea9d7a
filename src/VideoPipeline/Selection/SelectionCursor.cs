using VideoPipeline.Errors;
using VideoPipeline.Video;

namespace VideoPipeline.Selection;

/// <summary>Goes through a video's frames in presentation order, once, and says which are picked.</summary>
/// <param name="picks">What is wanted.</param>
/// <param name="timeBase">The unit of the video's time stamps.</param>
internal sealed class SelectionCursor(FrameSelection picks, TimeBase timeBase)
{
    // A whole tick lies at or before a moment exactly when it lies at or before that moment rounded down.
    private readonly long[] _times =
        [.. picks.Times.Select(seconds => (long)decimal.Floor(seconds * timeBase.Denominator / timeBase.Numerator))];

    private readonly IReadOnlyList<FrameRange> _ranges = picks.Frames.Ranges;
    private int _range, _time;
    private bool _any;

    /// <summary>Whether no frame after those gone through is picked.</summary>
    public bool AtEnd => !picks.IsOpenEnded && _range == _ranges.Count && _time == _times.Length;

    /// <summary>Whether the next frame is picked.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="shown">When it appears, in ticks from the first frame.</param>
    /// <param name="gone">When the next one does, or it is over; it is shown for a tick at least.</param>
    /// <param name="isKey">Whether the container calls it a key frame.</param>
    public bool Selects(long number, long shown, long gone, bool isKey)
    {
        gone = Math.Max(gone, shown + 1);
        var wanted = picks.KeyFrames && isKey
            || picks.Interval is { } interval && number % interval == 0
            || picks.Rate is { } rate && rate.HasTickIn(shown, gone, timeBase);
        _any |= wanted;
        for (; _time < _times.Length && _times[_time] < gone; _time++) wanted |= _times[_time] >= shown;
        while (_range < _ranges.Count && _ranges[_range].End <= number) _range++;
        if (_range == _ranges.Count || number < _ranges[_range].Start) return wanted;
        if (number + 1 == _ranges[_range].End) _range++;
        return true;
    }

    /// <summary>There are no more frames.</summary>
    /// <param name="frames">How many there were.</param>
    /// <param name="video">What the message calls the video.</param>
    /// <exception cref="InvalidInputException">Frames beyond the end are picked.</exception>
    public void End(long frames, string video)
    {
        if (_range < _ranges.Count && _ranges[_range] is { End: FrameRange.ToEnd } open && open.Start < frames) _range++;
        if (AtEnd || _any) return;
        if (picks.KeyFrames) throw new InvalidInputException($"The container of {video} marks no frame as a key frame. Ask for frames by number or time.");
        if (picks.IsOpenEnded) throw new InvalidInputException($"No frame of {video} is picked by '{picks.Text}'. Ask for others.");
        throw new InvalidInputException(
            $"'{picks.Text}' reaches beyond the end of {video}, which has {frames} frames" +
            (frames > 0 ? $" (0 to {frames - 1})." : ".") + " Ask for frames before that.");
    }

    /// <summary>The picked frames of a video whose frames are known.</summary>
    /// <exception cref="InvalidInputException">Frames beyond the end are picked, or none are.</exception>
    public static FrameSet Resolve(FrameSelection picks, VideoIndex index, string video)
    {
        var walk = new SelectionCursor(picks, index.Video.TimeBase);
        var frames = index.Frames!;
        var picked = walk.Through(index, new FrameRange(0, frames.Count));
        walk.End(frames.Count, video);
        return picked;
    }

    /// <summary>Those of them that lie in a range.</summary>
    public static FrameSet Resolve(FrameSelection picks, VideoIndex index, FrameRange within) =>
        new SelectionCursor(picks, index.Video.TimeBase).Through(index, within);

    private FrameSet Through(VideoIndex index, FrameRange range)
    {
        var (pts, samples) = (index.Frames!.Pts, index.Frames.Sample);
        var numbers = new List<long>();
        for (var n = (int)range.Start; n < range.End && !AtEnd; n++)
        {
            // The last frame lasts as long as the one before.
            var gone = n + 1 < index.Frames.Count ? pts[n + 1] : n > 0 ? pts[n] + (pts[n] - pts[n - 1]) : pts[n];
            var isKey = picks.KeyFrames && index.Samples.IsKey[samples[n]];
            if (Selects(n, pts[n] - pts[0], gone - pts[0], isKey)) numbers.Add(n);
        }
        return FrameSet.Of(numbers);
    }
}
