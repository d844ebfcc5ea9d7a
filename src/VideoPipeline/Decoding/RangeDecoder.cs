using System.Runtime.CompilerServices;
using VideoPipeline.Codecs;
using VideoPipeline.Containers;
using VideoPipeline.Containers.Common;
using VideoPipeline.Errors;
using VideoPipeline.Native;
using VideoPipeline.Planning;
using VideoPipeline.Sources.Access;
using VideoPipeline.Sources.Files;
using VideoPipeline.Temporary;
using VideoPipeline.Video;

namespace VideoPipeline.Decoding;

/// <summary>Decodes exactly the frames of one range of a video, in order. An instance can be used once.</summary>
/// <remarks>
/// Where the video can be split, the input of ffmpeg is a remuxed container with only the samples that the range depends on,
/// written while ffmpeg decodes. Otherwise ffmpeg decodes the whole video. Its frames are then numbered by the frame table, so
/// that damage leaves gaps, or consecutively where there is no frame table.
/// </remarks>
internal sealed class RangeDecoder(IVideoSource source, VideoIndex index, DecodeSettings settings)
{
    private const string UnknownNumbers =
        "; which frames are missing is unknown, and the decoded frames are numbered consecutively";

    private readonly List<MissingFrames> _missing = [];

    /// <summary>The number of samples passed to the decoder.</summary>
    public long SamplesRead { get; private set; }

    /// <summary>The number of frames that the decoder output, including those outside the range.</summary>
    public long FramesDecoded { get; private set; }

    /// <summary>The missing frames and why they are missing; set at the end.</summary>
    public IReadOnlyList<MissingFrames> Missing => _missing;

    /// <summary>Checks the samples of the range; null before a range is decoded, and where the codec has no guard.</summary>
    internal PersistentStateGuard? Guard { get; set; }

    /// <summary>Decodes the frames of <paramref name="range"/>, or the whole video where it is null.</summary>
    /// <exception cref="UnsplittableVideoException">
    /// The decoded frames differ from the index, but ffmpeg reported no damage: the video must be decoded as a whole.
    /// </exception>
    /// <exception cref="CorruptVideoException">ffmpeg failed.</exception>
    /// <exception cref="VideoChangedException">The video changed after it was indexed.</exception>
    public IAsyncEnumerable<NumberedFrame> DecodeAsync(FrameRange? range, CancellationToken cancellation = default) =>
        range is { } requested && index.IsSplittable
            ? DecodeRangeAsync(ContainerFormats.GetRemuxer(index)!, index.Frames!, requested, cancellation)
            : DecodeWholeAsync(cancellation);

    private async IAsyncEnumerable<NumberedFrame> DecodeRangeAsync(
        IRemuxer format, FrameTable frames, FrameRange range, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (format.CreateGuard(index) is { } codecGuard) Guard ??= new PersistentStateGuard(codecGuard);
        var guard = Guard;
        var span = await DecodeSpan.ReadAsync(index.Samples, frames, range, cancellation);
        var first = guard is null
            ? span.First
            : await format.FindRandomAccessPointAsync(source, index, span.First, guard, cancellation);
        var samples = new SampleRange(first, span.Last + 1);
        await format.CheckOutputOrderAsync(source, index, samples, guard, cancellation);
        SamplesRead = samples.Count;
        var decoder = new RemuxedDecoder(source, index, format, guard, settings);
        var numbers = new FrameNumbering(MediaTimes(frames, range), range.Start);
        await foreach (var frame in decoder.DecodeAsync([samples], cancellation))
        {
            FramesDecoded++;
            if (numbers.FindNumber(frame.Pts) is { } number)
                yield return new NumberedFrame(number, frames.Pts[number], frame);
        }
        _missing.AddRange(numbers.ReportMissing(decoder.Errors, source.DisplayName));
    }

    private async IAsyncEnumerable<NumberedFrame> DecodeWholeAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        using var folder = new WorkingFolder();
        using var copy = await LocalCopy.CreateAsync(source, folder.Path, cancellation);
        await index.EnsureAllLoadedAsync(cancellation);
        SamplesRead = index.Samples.Count;
        var ffmpeg = new FfmpegProcess(settings with { Stream = index.Source.Stream }, folder.Path);
        var numbers = index.Frames is { } frames ? new FrameNumbering(frames.Pts.ToArray(), 0) : null;
        var earliest = index.Samples.Pts.Where(pts => pts != SampleTable.NoTimestamp).DefaultIfEmpty().Min();
        var format = FfmpegComponents.FormatArgument(index.Video.Container);
        var arguments = $"{format} {RemuxedDecoder.ThreadArguments(index, whole: true)}";
        await foreach (var frame in ffmpeg.DecodeAsync(copy.Path, arguments, earliest, atEnd: null, cancellation))
        {
            var number = numbers is null ? FramesDecoded : numbers.FindNumber(frame.Pts) ??
                throw new UnsplittableVideoException(
                    $"The decoder output a frame with time stamp {frame.Pts}, which is not in the index.");
            FramesDecoded++;
            yield return new NumberedFrame(number, frame.Pts, frame);
        }
        copy.ThrowIfChanged();
        ffmpeg.ThrowIfUnable(source.DisplayName);
        if (!ffmpeg.Succeeded && (numbers is null || FramesDecoded == 0)) throw Failed($"after {FramesDecoded} frames", ffmpeg);
        if (numbers is not null) _missing.AddRange(numbers.ReportMissing(ffmpeg.Errors, source.DisplayName));
        else if (index.RejectedFrameCount > FramesDecoded && ffmpeg.Errors is [var error, ..])
            _missing.Add(new MissingFrames(FramesDecoded, index.RejectedFrameCount.Value, $"ffmpeg: {error}{UnknownNumbers}"));
        if (index.UnassignedSamples > 0)
            _missing.Add(new MissingFrames(
                FramesDecoded, FramesDecoded + index.UnassignedSamples,
                $"{index.UnassignedSamples} samples are of a track that the header does not have{UnknownNumbers}"));
    }

    // The time stamps of the samples, before the edit list: remuxed input has none.
    private long[] MediaTimes(FrameTable frames, FrameRange range)
    {
        var times = new long[range.Count];
        for (var i = 0; i < times.Length; i++) times[i] = index.Samples.Pts[frames.Sample[range.Start + i]];
        return times;
    }

    private CorruptVideoException Failed(string position, FfmpegProcess ffmpeg) => new(
        $"{source.DisplayName} cannot be decoded: ffmpeg failed {position}" +
        (ffmpeg.Errors.Count > 0 ? $" ({string.Join("; ", ffmpeg.Errors)})" : "") +
        ". It is damaged or truncated. Download or export it again.");
}
