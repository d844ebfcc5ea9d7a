using System.Runtime.CompilerServices;
using VideoPipeline.Codecs;
using VideoPipeline.Errors;
using VideoPipeline.Planning;
using VideoPipeline.Selection;
using VideoPipeline.Sources.Access;
using VideoPipeline.Video;

namespace VideoPipeline.Decoding.Selected;

/// <summary>The frames that a worker is to give: of a range or of the whole video, all of them or the picked ones. For one use.</summary>
/// <param name="source">The video that was indexed.</param>
/// <param name="index">Its index.</param>
/// <param name="settings">How frames are decoded.</param>
/// <param name="range">The range; null to decode the video from its beginning.</param>
/// <param name="picks">Which frames are wanted; null for all.</param>
public sealed class RequestedFrames(IVideoSource source, VideoIndex index, DecodeSettings settings, PlannedRange? range, FrameSelection? picks)
{
    private readonly RangeDecoder _all = new(source, index, settings);
    private readonly SelectedFrameDecoder _some = new(source, index, settings);
    private FrameSet? _picked;

    /// <summary>How many frames there should be; null where that is only known at the end. Known from the first frame on.</summary>
    public long? Expected { get; private set; }

    /// <summary>The place of the latest frame among all wanted ones of the video, from 0.</summary>
    public long Position { get; private set; } = -1;

    /// <summary>Samples given to decoders.</summary>
    public long SamplesRead => _all.SamplesRead + _some.SamplesRead;

    /// <summary>Frames decoded, wanted or not.</summary>
    public long FramesDecoded => _all.FramesDecoded + _some.FramesDecoded;

    /// <summary>Frames that should have come and did not, and why; known at the end.</summary>
    public IReadOnlyList<MissingFrames> Missing =>
        _picked is null ? _all.Missing : [.. _some.Missing, .. _all.Missing.SelectMany(Picked)];

    /// <summary>What the samples of the range have stated for later ones (<see cref="PersistentState"/>); known at the end.</summary>
    public ulong? Parameters => _all.Guard?.Parameters ?? _some.Parameters;

    private FrameRange? Range => range is { End: { } end } ? new FrameRange(range.Start, end) : null;

    /// <summary>The frames, in order.</summary>
    /// <exception cref="InvalidInputException">Frames beyond the end are picked.</exception>
    /// <exception cref="UnsplittableVideoException">They are not what the index promised, and no damage explains it.</exception>
    /// <exception cref="CorruptVideoException">ffmpeg gave up, or damage leaves it unknown which frame is which.</exception>
    public async IAsyncEnumerable<NumberedFrame> DecodeAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var name = SourceAddress.ForDisplay(source.Uri);
        if (picks is not null && index.Frames is { } table)
        {
            if (Range is { } rows) await ReadTablesAsync(table, rows, cancellation);
            else await index.EnsureAllLoadedAsync(cancellation);
            _picked = Range is { } within ? SelectionCursor.Resolve(picks, index, within) : SelectionCursor.Resolve(picks, index, name);
        }
        Expected = _picked?.Count ?? (picks is null ? Range?.Count ?? index.Frames?.Count : null);
        var frames = picks is null ? _all.DecodeAsync(Range, cancellation)
            : _picked is null ? SequentialSelection.DecodeAsync(_all, index, picks, name, cancellation)
            : Range is null ? OfWholeAsync(_picked, cancellation)
            : _some.DecodeAsync(_picked, range!.SkippedFrom, cancellation);
        var before = range?.SelectedBefore ?? 0;
        await foreach (var frame in frames)
        {
            Position = picks is null ? frame.Number : before + _picked?.PositionOf(frame.Number) ?? Position + 1;
            yield return frame;
        }
    }

    // Times count from the first frame, and a frame is shown until the next one is.
    private async ValueTask ReadTablesAsync(FrameTable frames, FrameRange rows, CancellationToken cancellation)
    {
        await frames.EnsureLoadedAsync(new FrameRange(0, 1), cancellation);
        await frames.EnsureLoadedAsync(new FrameRange(Math.Max(0, rows.Start - 1), Math.Min(frames.Count, rows.End + 1)), cancellation);
        await DecodeSpan.ReadAsync(index.Samples, frames, rows, cancellation);
    }

    private async IAsyncEnumerable<NumberedFrame> OfWholeAsync(
        FrameSet wanted, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // To the end, for only there it is known what is missing.
        await foreach (var frame in _all.DecodeAsync(range: null, cancellation))
            if (wanted.Contains(frame.Number)) yield return frame;
    }

    private IEnumerable<MissingFrames> Picked(MissingFrames gap) =>
        _picked!.Within(new FrameRange(gap.Start, gap.End)).Ranges.Select(range => gap with { Start = range.Start, End = range.End });
}
