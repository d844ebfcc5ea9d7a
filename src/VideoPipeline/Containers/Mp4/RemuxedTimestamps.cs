using VideoPipeline.Errors;
using VideoPipeline.Video;

namespace VideoPipeline.Containers.Mp4;

/// <summary>
/// The time stamps of a remuxed file: decode times from 0, composition offsets, and an edit list that moves the earliest frame to
/// its original time. A decoder outputs every frame with its PTS in the sample table.
/// </summary>
internal sealed class RemuxedTimestamps
{
    // ffmpeg treats larger sample durations (libavformat/mov.c, max_stts_delta) and offsets (mov_read_ctts) as errors.
    private const long MaxDuration = uint.MaxValue - 480_000;
    private const long MaxOffset = 1 << 28;

    /// <param name="samples">The video's samples.</param>
    /// <param name="rows">The rows to remux, in decode order.</param>
    /// <exception cref="UnsplittableVideoException">A sample duration or composition offset is too large for ffmpeg.</exception>
    public RemuxedTimestamps(SampleTable samples, int[] rows)
    {
        Durations = new uint[rows.Length];
        Offsets = new int[rows.Length];
        var firstDts = samples.Dts[rows[0]];
        FirstPts = rows.Min(row => samples.Pts[row]);
        // Time stamps below 0 are possible only without an edit list. With an edit list, all offsets are made positive.
        var shift = FirstPts < 0 ? firstDts : Math.Max(0, rows.Max(row => samples.Dts[row] - samples.Pts[row]));
        for (var i = 0; i < rows.Length; i++)
        {
            var duration = i + 1 < rows.Length ? samples.Dts[rows[i + 1]] - samples.Dts[rows[i]] : 1;
            var offset = samples.Pts[rows[i]] - samples.Dts[rows[i]] + shift;
            if (duration is < 0 or > MaxDuration || Math.Abs(offset) > MaxOffset)
                throw new UnsplittableVideoException(
                    $"The time stamps of samples {rows[i]} and {rows[Math.Min(i + 1, rows.Length - 1)]} are too far apart " +
                    "for an MP4 file. Decode the video as a whole.");
            Durations[i] = (uint)duration;
            Offsets[i] = (int)offset;
        }
        EditMediaTime = FirstPts - firstDts + shift;
        Duration = rows.Max(row => samples.Pts[row]) - FirstPts;
    }

    /// <summary>The duration of each sample (<c>stts</c>), in ticks: the next sample's decode time minus its own.</summary>
    public uint[] Durations { get; }

    /// <summary>The composition offset of each sample (<c>ctts</c>), in ticks.</summary>
    public int[] Offsets { get; }

    /// <summary>The earliest presentation time, in the sample table.</summary>
    public long FirstPts { get; }

    /// <summary>The earliest presentation time in the remuxed file, before its edit list: the media time of the edit.</summary>
    public long EditMediaTime { get; }

    /// <summary>The number of ticks from the earliest to the latest presentation time.</summary>
    public long Duration { get; }

    /// <summary>
    /// The duration of the edit, in ticks. Much longer than the media, so that the edit does not remove frames.
    /// </summary>
    public long EditDuration => 2 * (Duration + Durations.Max(duration => (long)duration)) + 1;
}
