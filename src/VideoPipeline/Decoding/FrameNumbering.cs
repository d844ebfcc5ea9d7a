using VideoPipeline.Errors;
using VideoPipeline.Video;

namespace VideoPipeline.Decoding;

/// <summary>Numbers decoded frames by their time stamps, and records the missing frames.</summary>
/// <param name="times">The time stamps of the expected frames, strictly increasing.</param>
/// <param name="frames">The numbers of the expected frames.</param>
internal sealed class FrameNumbering(long[] times, FrameSet frames)
{
    private readonly long[] _numbers = [.. frames.Numbers];
    private readonly List<FrameRange> _missing = [];
    private int _next;

    /// <param name="times">The time stamps of the expected frames, strictly increasing.</param>
    /// <param name="first">The number of the first expected frame; the others follow consecutively.</param>
    public FrameNumbering(long[] times, long first)
        : this(times, FrameSet.Of(new FrameRange(first, first + times.Length)))
    {
    }

    /// <summary>The expected frames that are missing so far.</summary>
    public IReadOnlyList<FrameRange> Missing => _missing;

    /// <summary>
    /// Returns the number of the frame with the time stamp <paramref name="time"/>; null before the first and after the last
    /// expected frame.
    /// </summary>
    /// <exception cref="UnsplittableVideoException">
    /// The decoder output a frame that is not in the index, a frame twice, or frames out of order.
    /// </exception>
    public long? FindNumber(long time)
    {
        var position = Array.BinarySearch(times, time);
        if (position < 0)
        {
            if (~position == 0 || ~position == times.Length) return null;
            throw new UnsplittableVideoException(
                $"The decoder output a frame with time stamp {time}, which is not in the index.");
        }
        if (position < _next)
            throw new UnsplittableVideoException($"The decoder output frame {_numbers[position]} twice or out of order.");
        AddMissingUpTo(position);
        _next = position + 1;
        return _numbers[position];
    }

    /// <summary>Whether a frame with this time stamp is expected.</summary>
    public bool IsExpected(long time) => Array.BinarySearch(times, time) >= 0;

    /// <summary>Ends the numbering: the expected frames that have not been output are missing.</summary>
    public void Complete()
    {
        AddMissingUpTo(times.Length);
        _next = times.Length;
    }

    /// <summary>Ends the numbering and returns the missing frames with the error of the decoder.</summary>
    /// <param name="errors">The error output of the decoder.</param>
    /// <param name="name">The display name of the video.</param>
    /// <exception cref="UnsplittableVideoException">Frames are missing, but the decoder reported no error.</exception>
    public IEnumerable<MissingFrames> ReportMissing(IReadOnlyList<string> errors, string name)
    {
        Complete();
        if (_missing.Count > 0 && errors.Count == 0)
            throw new UnsplittableVideoException(
                $"{name}: the decoder did not output frames {string.Join(", ", _missing)}, but reported no error.");
        return _missing.Select(gap => new MissingFrames(gap.Start, gap.End, "ffmpeg: " + errors[0]));
    }

    private void AddMissingUpTo(int end)
    {
        if (_next < end) _missing.AddRange(FrameSet.Of(_numbers[_next..end]).Ranges);
    }
}
