using VideoPipeline.Decoding;
using VideoPipeline.Indexing;
using VideoPipeline.Planning;
using VideoPipeline.Sources;

namespace VideoPipeline.Picking;

/// <summary>
/// Gives exactly the picked frames of a video as <c>rgb24</c>, bit for bit those of a sequential decode. Where the index proves
/// the frames, only the GOPs that hold picked ones are read and decoded; otherwise the video is, up to the last picked frame.
/// </summary>
public sealed class FramePicker(IVideoSource source, VideoIndex index, int threads)
{
    private readonly DecodeSettings settings = new([PixelLayout.Rgb24], index.Video.TimeBase, threads);
    private readonly string name = SourceAddress.ForPeople(source.Uri);

    /// <summary>Samples given to decoders.</summary>
    public long SamplesRead { get; private set; }

    /// <summary>Frames decoded, picked or not.</summary>
    public long FramesDecoded { get; private set; }

    /// <summary>Frames given.</summary>
    public long FramesDelivered { get; private set; }

    /// <summary>Decodes the picked frames into <paramref name="output"/>.</summary>
    /// <exception cref="InvalidInputException">Frames beyond the end are picked; the message says how many there are.</exception>
    /// <exception cref="CorruptVideoException">A picked frame cannot be decoded.</exception>
    public async Task PickAsync(FramePicks picks, IFrameOutput output, CancellationToken cancellation)
    {
        if (index is { WholeBecause: null, Frames: { } frames })
        {
            try
            {
                await PickFromSlicesAsync(PickWalk.Resolve(picks, frames, index.Video.TimeBase, name), frames, output, cancellation);
                return;
            }
            catch (UncuttableVideoException)
            {
                output.StartOver();
                FramesDelivered = 0;
            }
        }
        await PickFromWholeAsync(picks, output, cancellation);
    }

    private async Task PickFromSlicesAsync(
        IReadOnlyList<FrameRange> picked, FrameTable frames, IFrameOutput output, CancellationToken cancellation)
    {
        foreach (var run in PickRun.Group(picked, SafeCuts.Find(index.Samples, frames)))
        {
            var decoder = new RangeDecoder(source, index, settings);
            var at = 0;
            await foreach (var frame in decoder.DecodeAsync(run.Span, cancellation))
            {
                while (frame.Number >= run.Picked[at].End) at++;
                if (frame.Number >= run.Picked[at].Start) Give(frame, output);
            }
            Count(decoder);
            RequireAll(run, decoder);
        }
    }

    private void RequireAll(PickRun run, RangeDecoder decoder)
    {
        foreach (var gap in decoder.Missing)
            if (run.Picked.Any(range => gap.Start < range.End && range.Start < gap.End))
                throw new CorruptVideoException(
                    $"{name} is damaged: frames {gap.Start} to {gap.End - 1} cannot be decoded ({gap.Cause}). Pick others, or fetch or export it again.");
    }

    private async Task PickFromWholeAsync(FramePicks picks, IFrameOutput output, CancellationToken cancellation)
    {
        // Without the frame table, which may have proved wrong: frame n is the n-th that comes.
        var decoder = new RangeDecoder(source, index with { Frames = null }, settings);
        var walk = new PickWalk(picks, index.Video.TimeBase);
        // Until when a frame is shown is known when the next one comes.
        using var before = new HeldFrame();
        var first = 0L;
        await foreach (var frame in decoder.DecodeAsync(range: null, cancellation))
        {
            if (frame.Number == 0) first = frame.Pts;
            else if (walk.Wants(before.Frame.Number, before.Frame.Pts - first, frame.Pts - first)) Give(before.Frame, output);
            if (walk.AtEnd) break;
            before.Hold(frame);
        }
        Count(decoder);
        if (walk.AtEnd) return;
        if (before.Count > 0 && walk.Wants(before.Frame.Number, before.Frame.Pts - first, before.End - first)) Give(before.Frame, output);
        walk.End(before.Count, name);
    }

    private void Give(NumberedFrame frame, IFrameOutput output)
    {
        output.Add(frame);
        FramesDelivered++;
    }

    private void Count(RangeDecoder decoder)
    {
        SamplesRead += decoder.SamplesRead;
        FramesDecoded += decoder.FramesDecoded;
    }
}
