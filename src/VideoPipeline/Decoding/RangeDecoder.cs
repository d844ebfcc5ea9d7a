using System.Runtime.CompilerServices;
using VideoPipeline.Containers;
using VideoPipeline.Containers.Codecs;
using VideoPipeline.Decoding.Pipes;
using VideoPipeline.Indexing;
using VideoPipeline.Planning;
using VideoPipeline.Sources;

namespace VideoPipeline.Decoding;

/// <summary>Decodes the frames of one range of a video, exactly those, in order. For one use.</summary>
/// <remarks>
/// Where the index has a frame table, ffmpeg is given a slice: a container with just the samples that the range depends on,
/// written into its input while it decodes. Otherwise it is given the whole video; its frames are numbered by the frame table,
/// so that damage leaves gaps, and as they come where there is none.
/// </remarks>
public sealed class RangeDecoder(IVideoSource source, VideoIndex index, DecodeSettings settings)
{
    private readonly List<MissingFrames> missing = [];

    /// <summary>Samples given to the decoder.</summary>
    public long SamplesRead { get; private set; }

    /// <summary>Frames it gave, those outside of the range too.</summary>
    public long FramesDecoded { get; private set; }

    /// <summary>Frames that should have come and did not, and why; known at the end.</summary>
    public IReadOnlyList<MissingFrames> Missing => missing;

    /// <summary>The frames of <paramref name="range"/>, or of the whole video decoded from its beginning.</summary>
    /// <exception cref="UncuttableVideoException">
    /// The range does not decode to what the index promised, and no damage explains it: decode the video as a whole.
    /// </exception>
    /// <exception cref="CorruptVideoException">ffmpeg gave up.</exception>
    /// <exception cref="VideoChangedException">The video is not the one that was indexed.</exception>
    public IAsyncEnumerable<NumberedFrame> DecodeAsync(FrameRange? range, CancellationToken cancellation = default) =>
        range is { } some && index.Frames is { } frames && SliceFormat.Of(index) is { } format
            ? DecodeSliceAsync(format, frames, some, cancellation)
            : DecodeWholeAsync(cancellation);

    private async IAsyncEnumerable<NumberedFrame> DecodeSliceAsync(
        ISliceFormat format, FrameTable frames, FrameRange range, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var folder = new WorkFolder();
        var guard = format.Guard(index);
        var span = await DecodeSpan.ReadAsync(index.Samples, frames, range, cancellation);
        var first = guard is null ? span.First : await format.FindStartAsync(source, index, span.First, guard, cancellation);
        var samples = new SampleRange(first, span.Last + 1);
        SamplesRead = samples.Count;
        using var input = new PipeToProcess(Path.Combine(folder.Path, "slice"));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var ffmpeg = new FfmpegProcess(settings, folder.Path);
        var numbers = new RangeNumbers(MediaTimes(frames, range), range.Start);

        var writing = WriteAsync(format, samples, guard, input, stop.Token);
        try
        {
            await foreach (var frame in ffmpeg.DecodeAsync(
                input.Path, $"{format.InputArguments} {ThreadArguments}", earliest: 0, input.ReleaseOther, cancellation))
            {
                FramesDecoded++;
                if (numbers.Number(frame.Pts) is { } number)
                    yield return new NumberedFrame(number, frames.Pts[number], frame);
            }
        }
        finally
        {
            await stop.CancelAsync();
            input.ReleaseOther();
            await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        await writing; // a failure of the source explains whatever is missing
        Account(numbers, ffmpeg);
    }

    private async IAsyncEnumerable<NumberedFrame> DecodeWholeAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        using var folder = new WorkFolder();
        using var copy = await LocalCopy.MakeAsync(source, folder.Path, cancellation);
        await index.RequireAllAsync(cancellation);
        SamplesRead = index.Samples.Count;
        var ffmpeg = new FfmpegProcess(settings, folder.Path);
        var numbers = index.Frames is { } frames ? new RangeNumbers(frames.Pts.ToArray(), 0) : null;
        var earliest = index.Samples.Pts.Where(pts => pts != SampleTable.NoTime).DefaultIfEmpty().Min();
        await foreach (var frame in ffmpeg.DecodeAsync(copy.Path, ThreadArguments, earliest, atEnd: null, cancellation))
        {
            var number = numbers is null ? FramesDecoded : numbers.Number(frame.Pts) ??
                throw new UncuttableVideoException($"Decoding gave a frame at time {frame.Pts} that the index does not have.");
            FramesDecoded++;
            yield return new NumberedFrame(number, frame.Pts, frame);
        }
        copy.RequireUnchanged();
        if (!ffmpeg.Succeeded && (numbers is null || FramesDecoded == 0)) throw Failed($"after {FramesDecoded} frames", ffmpeg);
        if (numbers is not null) Account(numbers, ffmpeg);
    }

    // ffmpeg's MPEG-4 decoder gives other pixels for each number of frame threads when pictures are interlaced.
    private string ThreadArguments => index.Video.Codec == "mpeg4" ? "-thread_type slice" : "";

    // What the samples carry, before the edit list: slices have none.
    private long[] MediaTimes(FrameTable frames, FrameRange range)
    {
        var times = new long[range.Count];
        for (var i = 0; i < times.Length; i++) times[i] = index.Samples.Pts[frames.Sample[range.Start + i]];
        return times;
    }

    private async Task WriteAsync(
        ISliceFormat format, SampleRange samples, ISampleGuard? guard, PipeToProcess input, CancellationToken cancellation)
    {
        await using var stream = await input.OpenAsync();
        try
        {
            await format.WriteAsync(source, index, [samples], stream, guard, cancellation);
        }
        catch (IOException)
        {
            // ffmpeg closed its input before the end; what it says and what is missing will tell why.
        }
    }

    private void Account(RangeNumbers numbers, FfmpegProcess ffmpeg)
    {
        numbers.End();
        if (numbers.Missing.Count == 0) return;
        if (ffmpeg.Errors.Count == 0)
            throw new UncuttableVideoException(
                $"{SourceAddress.ForPeople(source.Uri)}: frames {string.Join(", ", numbers.Missing)} did not come out of the decoder, though nothing is damaged.");
        missing.AddRange(numbers.Missing.Select(gap => new MissingFrames(gap.Start, gap.End, "ffmpeg: " + ffmpeg.Errors[0])));
    }

    private CorruptVideoException Failed(string where, FfmpegProcess ffmpeg) => new(
        $"{SourceAddress.ForPeople(source.Uri)} could not be decoded: ffmpeg gave up {where}" +
        (ffmpeg.Errors.Count > 0 ? $" ({string.Join("; ", ffmpeg.Errors)})" : "") + ". It is damaged or cut off; fetch or export it again.");
}
