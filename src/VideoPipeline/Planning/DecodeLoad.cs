using VideoPipeline.Video;

namespace VideoPipeline.Planning;

/// <summary>What a worker decodes for a range.</summary>
/// <param name="Samples">The number of samples to decode.</param>
/// <param name="Bytes">Their size in bytes.</param>
/// <param name="Frames">The number of frames to analyze.</param>
internal readonly record struct DecodeLoad(long Samples, long Bytes, long Frames)
{
    /// <summary>The load of a range of frames.</summary>
    public static DecodeLoad Of(SampleTable samples, FrameTable frames, FrameRange range)
    {
        var span = DecodeSpan.For(samples, frames, range);
        return new DecodeLoad(span.Count, BytesOf(samples, span.First, span.Last + 1), range.Count);
    }

    /// <summary>The load of a whole video, of which only the selected frames are analyzed.</summary>
    /// <param name="index">The video's index. Where it has no samples, only the bytes are known.</param>
    /// <param name="selected">The number of selected frames; null for all.</param>
    public static DecodeLoad OfWhole(VideoIndex index, long? selected)
    {
        var samples = index.Samples;
        return samples.Count == 0
            ? new DecodeLoad(0, index.Source.Length, 0)
            : new DecodeLoad(samples.Count, BytesOf(samples, 0, samples.Count), selected ?? index.Frames?.Count ?? samples.Count);
    }

    /// <summary>The load of both.</summary>
    public static DecodeLoad operator +(DecodeLoad a, DecodeLoad b) =>
        new(a.Samples + b.Samples, a.Bytes + b.Bytes, a.Frames + b.Frames);

    private static long BytesOf(SampleTable samples, int start, int end)
    {
        var bytes = 0L;
        foreach (var size in samples.Size.Slice(start, end - start)) bytes += size;
        return bytes;
    }
}
