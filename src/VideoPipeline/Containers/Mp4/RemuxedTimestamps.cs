using VideoPipeline.Errors;
using VideoPipeline.Video;

namespace VideoPipeline.Containers.Mp4;

/// <summary>
/// The time stamps of a slice: decode times from 0, composition offsets, and an edit list that moves the earliest frame to its
/// true time, so that every frame comes out with the time stamp it has in the media.
/// </summary>
internal sealed class RemuxedTimestamps
{
    // ffmpeg takes longer steps for errors (libavformat/mov.c, max_stts_delta), and larger offsets (mov_read_ctts).
    private const long LongestStep = uint.MaxValue - 480_000;
    private const long LargestOffset = 1 << 28;

    /// <param name="samples">The video's samples.</param>
    /// <param name="rows">The rows of the slice, in decode order.</param>
    /// <exception cref="UnsplittableVideoException">A step between two samples or an offset is too large for the container.</exception>
    public RemuxedTimestamps(SampleTable samples, int[] rows)
    {
        Steps = new uint[rows.Length];
        Offsets = new int[rows.Length];
        var firstDts = samples.Dts[rows[0]];
        First = rows.Min(row => samples.Pts[row]);
        // Without an edit list a frame may come before 0; with one, offsets are made positive.
        var lead = First < 0 ? firstDts : Math.Max(0, rows.Max(row => samples.Dts[row] - samples.Pts[row]));
        for (var i = 0; i < rows.Length; i++)
        {
            var step = i + 1 < rows.Length ? samples.Dts[rows[i + 1]] - samples.Dts[rows[i]] : 1;
            var offset = samples.Pts[rows[i]] - samples.Dts[rows[i]] + lead;
            if (step is < 0 or > LongestStep || Math.Abs(offset) > LargestOffset)
                throw new UnsplittableVideoException(
                    $"Between samples {rows[i]} and {rows[Math.Min(i + 1, rows.Length - 1)]} there is more time than a slice can hold. Decode the video as a whole.");
            Steps[i] = (uint)step;
            Offsets[i] = (int)offset;
        }
        Start = First - firstDts + lead;
        Span = rows.Max(row => samples.Pts[row]) - First;
    }

    /// <summary>Ticks from each sample's decode time to the next one's.</summary>
    public uint[] Steps { get; }

    /// <summary>Ticks from each sample's decode time to its presentation.</summary>
    public int[] Offsets { get; }

    /// <summary>The earliest presentation time, as the media has it.</summary>
    public long First { get; }

    /// <summary>The earliest presentation time, counted as <see cref="Steps"/> and <see cref="Offsets"/> count.</summary>
    public long Start { get; }

    /// <summary>Ticks from the earliest frame to the latest.</summary>
    public long Span { get; }

    /// <summary>Longer than the slice by far, so that the end of the edit takes no frame away.</summary>
    public long EditDuration => 2 * (Span + Steps.Max(step => (long)step)) + 1;
}
