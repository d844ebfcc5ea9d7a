using VideoPipeline.Codecs;
using VideoPipeline.Containers.Common;
using VideoPipeline.Containers.Mp4;
using VideoPipeline.Containers.MpegTs.Streams;
using VideoPipeline.Sources.Access;
using VideoPipeline.Video;

namespace VideoPipeline.Containers.MpegTs;

/// <summary>Makes the index of a stream that was scanned to its end.</summary>
internal static class TsTimeline
{
    private const int Timescale = 90_000;

    /// <exception cref="UnprovenTimelineException">The time stamps leave open which frames there are.</exception>
    public static VideoIndex Index(IVideoSource source, PacketLayout layout, TsScanner scan)
    {
        if (scan is not { Video: { } video, Samples: { } scanned }) throw new UnprovenTimelineException("no frame of its video was found");
        var samples = Table(scanned, Wrap(scan, scanned));
        var frames = Frames(samples);
        CheckOutput(scanned, frames);
        var codec = scanned.Support(Reordering.IsReordered(samples)) with { MaxReorderFrames = scanned.Reorder };
        var stated = new VideoIndex
        {
            Source = new SourceIdentity(source.Uri, source.Length, source.Version),
            Video = new VideoProperties
            {
                Container = "mpegts",
                Codec = codec.Name,
                Stream = scan.VideoStream,
                Width = codec.Width,
                Height = codec.Height,
                Rotation = 0,
                TimeBase = new TimeBase(1, Timescale),
            },
            Samples = samples,
        };
        var index = Splittability.Decide(stated, frames, unproven: null, codec, () => new TsTrack(
            layout, video.Pid, video.Type, scan.End,
            new Mp4Track(scanned.Description, Timescale, DisplayMatrix.Identity, (uint)codec.Width << 16, (uint)codec.Height << 16)));
        return index.UnsplittableReason is { } reason ? throw new UnprovenTimelineException(reason) : index;
    }

    // Which packet ffmpeg completes first depends on how streams are interleaved. It matters only around the wrap.
    private static TimestampUnwrapper Wrap(TsScanner scan, TsSamples samples)
    {
        var wraps = scan.FirstTimes.Distinct().Select(first => new TimestampUnwrapper(first)).ToArray();
        if (wraps.Length == 0) throw new UnprovenTimelineException("some of its frames have no time stamp");
        foreach (var wrap in wraps.Skip(1))
            for (var row = 0; row < samples.Pts.Count; row++)
                if (wrap.Unwrap(samples.Pts[row]) != wraps[0].Unwrap(samples.Pts[row]) || wrap.Unwrap(samples.Dts[row]) != wraps[0].Unwrap(samples.Dts[row]))
                    throw new UnprovenTimelineException("its time stamps start over, and its streams begin on both sides of that");
        return wraps[0];
    }

    private static SampleTable Table(TsSamples scanned, TimestampUnwrapper wrap)
    {
        var table = new SampleTable
        {
            Offset = [.. scanned.Offset],
            Size = [.. scanned.Size],
            Dts = [.. scanned.Dts.Select(wrap.Unwrap)],
            Pts = [.. scanned.Pts.Select(wrap.Unwrap)],
            IsKey = [.. scanned.IsKey],
        };
        for (var row = 0; row < table.Count; row++)
        {
            if (table.Pts[row] < table.Dts[row] || (row > 0 && table.Dts[row] <= table.Dts[row - 1]))
                throw new UnprovenTimelineException("its decode times do not increase");
        }
        return table;
    }

    private static FrameTable Frames(SampleTable samples)
    {
        var order = Enumerable.Range(0, samples.Count).ToArray();
        var times = samples.Pts.ToArray();
        Array.Sort(times, order);
        if (times[0] < 0) throw new UnprovenTimelineException("its time stamps begin below zero");
        if (order[0] != 0) throw new UnprovenTimelineException("it begins with frames that lead its first key frame");
        for (var frame = 1; frame < times.Length; frame++)
            if (times[frame] == times[frame - 1]) throw new UnprovenTimelineException("several of its frames have the same time stamp");
        return new FrameTable { Sample = order, Pts = times };
    }

    // A decoder does not look at time stamps: it outputs frames in the order of the coded stream.
    private static void CheckOutput(TsSamples scanned, FrameTable frames)
    {
        for (var frame = 1; frame < frames.Count; frame++)
            if (scanned.Order[frames.Sample[frame]] <= scanned.Order[frames.Sample[frame - 1]])
                throw new UnprovenTimelineException("its time stamps are in another order than its pictures");
    }
}
