using VideoPipeline.Errors;
using VideoPipeline.Video;

namespace VideoPipeline.Decoding;

/// <summary>Tells which frame a decoded picture is, by its time stamp, and which ones have not come.</summary>
/// <param name="times">The time stamps of the frames that are due, in order, strictly increasing.</param>
/// <param name="frames">Their numbers.</param>
internal sealed class FrameNumbering(long[] times, FrameSet frames)
{
    private readonly long[] _numbers = [.. frames.Numbers];
    private readonly List<FrameRange> _missing = [];
    private int _next;

    /// <param name="times">The time stamps of the frames that are due, in order, strictly increasing.</param>
    /// <param name="first">The number of the first of them; the others follow.</param>
    public FrameNumbering(long[] times, long first)
        : this(times, FrameSet.Of(new FrameRange(first, first + times.Length)))
    {
    }

    /// <summary>Frames that never came, so far.</summary>
    public IReadOnlyList<FrameRange> Missing => _missing;

    /// <summary>The number of the frame shown at <paramref name="time"/>; null for one before or after all that are due.</summary>
    /// <exception cref="UnsplittableVideoException">
    /// The decoder gave a frame among those due that the index does not know, or one twice, or not in order.
    /// </exception>
    public long? Number(long time)
    {
        var at = Array.BinarySearch(times, time);
        if (at < 0)
        {
            if (~at == 0 || ~at == times.Length) return null;
            throw new UnsplittableVideoException($"Decoding gave a frame at time {time} that the index does not have.");
        }
        if (at < _next) throw new UnsplittableVideoException($"Decoding gave frame {_numbers[at]} twice, or not in order.");
        MissUpTo(at);
        _next = at + 1;
        return _numbers[at];
    }

    /// <summary>Whether a frame of this time is due.</summary>
    public bool IsDue(long time) => Array.BinarySearch(times, time) >= 0;

    /// <summary>There will be no more frames: those that have not come are missing.</summary>
    public void End()
    {
        MissUpTo(times.Length);
        _next = times.Length;
    }

    /// <summary>There will be no more frames: those that have not come, and what the decoder said.</summary>
    /// <param name="errors">The decoder's complaints.</param>
    /// <param name="uri">The video's address.</param>
    /// <exception cref="UnsplittableVideoException">Some have not come though the decoder did not complain.</exception>
    public IEnumerable<MissingFrames> ReportMissing(IReadOnlyList<string> errors, string uri)
    {
        End();
        if (_missing.Count > 0 && errors.Count == 0)
            throw new UnsplittableVideoException(
                $"{SourceAddress.ForDisplay(uri)}: frames {string.Join(", ", _missing)} did not come out of the decoder, though nothing is damaged.");
        return _missing.Select(gap => new MissingFrames(gap.Start, gap.End, "ffmpeg: " + errors[0]));
    }

    private void MissUpTo(int end)
    {
        for (var at = _next; at < end; at++)
        {
            if (at > _next && _missing[^1].End == _numbers[at]) _missing[^1] = _missing[^1] with { End = _numbers[at] + 1 };
            else _missing.Add(new FrameRange(_numbers[at], _numbers[at] + 1));
        }
    }
}
