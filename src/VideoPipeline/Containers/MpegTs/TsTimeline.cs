using VideoPipeline.Codecs;
using VideoPipeline.Containers.Common;
using VideoPipeline.Containers.Mp4;
using VideoPipeline.Containers.MpegTs.Streams;
using VideoPipeline.Sources.Access;
using VideoPipeline.Video;

namespace VideoPipeline.Containers.MpegTs;

/// <summary>Creates the index of a transport stream after it was scanned.</summary>
internal static class TsTimeline
{
    private const int Timescale = 90_000;

    /// <summary>Creates the index.</summary>
    /// <exception cref="UnprovenTimelineException">The time stamps leave open which frames the video has.</exception>
    public static VideoIndex CreateIndex(IVideoSource source, PacketLayout layout, TsScanner scanner)
    {
        if (scanner is not { Video: { } video, Samples: { } scanned })
            throw new UnprovenTimelineException("it has no video frames");
        var samples = CreateSampleTable(scanned, CreateUnwrapper(scanner, scanned));
        var frames = CreateFrameTable(samples);
        CheckOutputOrder(scanned, frames);
        var codec = scanned.Support(Reordering.IsReordered(samples)) with { MaxReorderFrames = scanned.MaxReorderFrames };
        var container = new VideoIndex
        {
            Source = source.Identity,
            Video = new VideoProperties
            {
                Container = "mpegts",
                Codec = codec.Name,
                Stream = scanner.VideoStream,
                Width = codec.Width,
                Height = codec.Height,
                Rotation = 0,
                TimeBase = new TimeBase(1, Timescale),
            },
            Samples = samples,
        };
        var index = Splittability.Decide(container, frames, unproven: null, codec, () => new TsTrack(
            layout, video.Pid, video.Type, scanner.End,
            new Mp4Track(
                scanned.Description, Timescale, DisplayMatrix.Identity, (uint)codec.Width << 16, (uint)codec.Height << 16)));
        return index.UnsplittableReason is { } reason ? throw new UnprovenTimelineException(reason) : index;
    }

    // ffmpeg's reference depends on the interleaving of the streams. The choice matters only near the wrap-around.
    private static TimestampUnwrapper CreateUnwrapper(TsScanner scanner, TsSamples samples)
    {
        var candidates = scanner.FirstTimestamps.Distinct().Select(first => new TimestampUnwrapper(first)).ToArray();
        if (candidates.Length == 0) throw new UnprovenTimelineException("some of its frames have no time stamp");
        var unwrapper = candidates[0];
        foreach (var other in candidates.Skip(1))
            for (var row = 0; row < samples.Pts.Count; row++)
                if (other.Unwrap(samples.Pts[row]) != unwrapper.Unwrap(samples.Pts[row])
                    || other.Unwrap(samples.Dts[row]) != unwrapper.Unwrap(samples.Dts[row]))
                    throw new UnprovenTimelineException(
                        "its time stamps wrap around, and its streams start on both sides of the wrap-around");
        return unwrapper;
    }

    private static SampleTable CreateSampleTable(TsSamples scanned, TimestampUnwrapper unwrapper)
    {
        var table = new SampleTable
        {
            Offset = [.. scanned.Offset],
            Size = [.. scanned.Size],
            Dts = [.. scanned.Dts.Select(unwrapper.Unwrap)],
            Pts = [.. scanned.Pts.Select(unwrapper.Unwrap)],
            IsKey = [.. scanned.IsKey],
        };
        for (var row = 0; row < table.Count; row++)
        {
            if (table.Pts[row] < table.Dts[row] || (row > 0 && table.Dts[row] <= table.Dts[row - 1]))
                throw new UnprovenTimelineException("its decode times do not increase");
        }
        return table;
    }

    private static FrameTable CreateFrameTable(SampleTable samples)
    {
        var order = Enumerable.Range(0, samples.Count).ToArray();
        var times = samples.Pts.ToArray();
        Array.Sort(times, order);
        if (times[0] < 0) throw new UnprovenTimelineException("its first time stamps are negative");
        if (order[0] != 0) throw new UnprovenTimelineException("frames are presented before its first key frame");
        for (var frame = 1; frame < times.Length; frame++)
            if (times[frame] == times[frame - 1])
                throw new UnprovenTimelineException("several of its frames have the same time stamp");
        return new FrameTable { Sample = order, Pts = times };
    }

    // The output order of a decoder depends on the bitstream, not on the time stamps.
    private static void CheckOutputOrder(TsSamples scanned, FrameTable frames)
    {
        for (var frame = 1; frame < frames.Count; frame++)
            if (scanned.OutputOrder[frames.Sample[frame]] <= scanned.OutputOrder[frames.Sample[frame - 1]])
                throw new UnprovenTimelineException("the order of its time stamps differs from the output order of its frames");
    }
}
