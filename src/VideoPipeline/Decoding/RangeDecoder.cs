using System.Runtime.CompilerServices;
using VideoPipeline.Codecs;
using VideoPipeline.Containers;
using VideoPipeline.Containers.Common;
using VideoPipeline.Errors;
using VideoPipeline.Native;
using VideoPipeline.Planning;
using VideoPipeline.Sources.Access;
using VideoPipeline.Sources.Files;
using VideoPipeline.Video;

namespace VideoPipeline.Decoding;

/// <summary>Decodes the frames of one range of a video, exactly those, in order. For one use.</summary>
/// <remarks>
/// Where the index has a frame table, ffmpeg is given a slice: a container with just the samples that the range depends on,
/// written into its input while it decodes. Otherwise it is given the whole video; its frames are numbered by the frame table,
/// so that damage leaves gaps, and as they come where there is none.
/// </remarks>
public sealed class RangeDecoder(IVideoSource source, VideoIndex index, DecodeSettings settings)
{
    private const string Unknown = "; which frames are missing cannot be told, and those that came are numbered one after the other";

    private readonly List<MissingFrames> _missing = [];

    /// <summary>Samples given to the decoder.</summary>
    public long SamplesRead { get; private set; }

    /// <summary>Frames it gave, those outside of the range too.</summary>
    public long FramesDecoded { get; private set; }

    /// <summary>Frames that should have come and did not, and why; known at the end.</summary>
    public IReadOnlyList<MissingFrames> Missing => _missing;

    /// <summary>What looks at the samples of ranges; null where none is decoded, or nothing is known of the codec.</summary>
    internal PersistentStateGuard? Guard { get; set; }

    /// <summary>The frames of <paramref name="range"/>, or of the whole video decoded from its beginning.</summary>
    /// <exception cref="UnsplittableVideoException">
    /// The range does not decode to what the index promised, and no damage explains it: decode the video as a whole.
    /// </exception>
    /// <exception cref="CorruptVideoException">ffmpeg gave up.</exception>
    /// <exception cref="VideoChangedException">The video is not the one that was indexed.</exception>
    public IAsyncEnumerable<NumberedFrame> DecodeAsync(FrameRange? range, CancellationToken cancellation = default) =>
        range is { } some && index.IsSplittable
            ? DecodeSliceAsync(ContainerFormats.RemuxerOf(index)!, index.Frames!, some, cancellation)
            : DecodeWholeAsync(cancellation);

    private async IAsyncEnumerable<NumberedFrame> DecodeSliceAsync(
        IRemuxer format, FrameTable frames, FrameRange range, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (format.Guard(index) is { } known) Guard ??= new PersistentStateGuard(known);
        var guard = Guard;
        var span = await DecodeSpan.ReadAsync(index.Samples, frames, range, cancellation);
        var first = guard is null ? span.First : await format.FindRandomAccessPointAsync(source, index, span.First, guard, cancellation);
        var samples = new SampleRange(first, span.Last + 1);
        await format.CheckOutputOrderAsync(source, index, samples, guard, cancellation);
        SamplesRead = samples.Count;
        var decoder = new RemuxedDecoder(source, index, format, guard, settings);
        var numbers = new FrameNumbering(MediaTimes(frames, range), range.Start);
        await foreach (var frame in decoder.DecodeAsync([samples], cancellation))
        {
            FramesDecoded++;
            if (numbers.Number(frame.Pts) is { } number)
                yield return new NumberedFrame(number, frames.Pts[number], frame);
        }
        _missing.AddRange(numbers.ReportMissing(decoder.Errors, source.Uri));
    }

    private async IAsyncEnumerable<NumberedFrame> DecodeWholeAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        using var folder = new WorkingFolder();
        using var copy = await LocalCopy.MakeAsync(source, folder.Path, cancellation);
        await index.EnsureAllLoadedAsync(cancellation);
        SamplesRead = index.Samples.Count;
        var ffmpeg = new FfmpegProcess(settings with { Stream = index.Source.Stream }, folder.Path);
        var numbers = index.Frames is { } frames ? new FrameNumbering(frames.Pts.ToArray(), 0) : null;
        var earliest = index.Samples.Pts.Where(pts => pts != SampleTable.NoTimestamp).DefaultIfEmpty().Min();
        var arguments = $"{FfmpegComponents.Format(index.Video.Container)} {RemuxedDecoder.ThreadArguments(index, whole: true)}";
        await foreach (var frame in ffmpeg.DecodeAsync(copy.Path, arguments, earliest, atEnd: null, cancellation))
        {
            var number = numbers is null ? FramesDecoded : numbers.Number(frame.Pts) ??
                throw new UnsplittableVideoException($"Decoding gave a frame at time {frame.Pts} that the index does not have.");
            FramesDecoded++;
            yield return new NumberedFrame(number, frame.Pts, frame);
        }
        copy.ThrowIfChanged();
        ffmpeg.RequireDecoder(source.Uri);
        if (!ffmpeg.Succeeded && (numbers is null || FramesDecoded == 0)) throw Failed($"after {FramesDecoded} frames", ffmpeg);
        if (numbers is not null) _missing.AddRange(numbers.ReportMissing(ffmpeg.Errors, source.Uri));
        else if (index.RejectedFrameCount > FramesDecoded && ffmpeg.Errors is [var complaint, ..])
            _missing.Add(new MissingFrames(FramesDecoded, index.RejectedFrameCount.Value, $"ffmpeg: {complaint}{Unknown}"));
    }

    // What the samples carry, before the edit list: slices have none.
    private long[] MediaTimes(FrameTable frames, FrameRange range)
    {
        var times = new long[range.Count];
        for (var i = 0; i < times.Length; i++) times[i] = index.Samples.Pts[frames.Sample[range.Start + i]];
        return times;
    }

    private CorruptVideoException Failed(string where, FfmpegProcess ffmpeg) => new(
        $"{SourceAddress.ForDisplay(source.Uri)} could not be decoded: ffmpeg gave up {where}" +
        (ffmpeg.Errors.Count > 0 ? $" ({string.Join("; ", ffmpeg.Errors)})" : "") + ". It is damaged or cut off; fetch or export it again.");
}
