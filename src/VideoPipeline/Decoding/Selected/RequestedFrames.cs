using System.Runtime.CompilerServices;
using VideoPipeline.Codecs;
using VideoPipeline.Errors;
using VideoPipeline.Planning;
using VideoPipeline.Selection;
using VideoPipeline.Sources.Access;
using VideoPipeline.Video;

namespace VideoPipeline.Decoding.Selected;

/// <summary>
/// Decodes the frames requested from a worker: all or the selected frames of a range or of the whole video. An instance can be
/// used once.
/// </summary>
/// <param name="source">The indexed video.</param>
/// <param name="index">The index of the video.</param>
/// <param name="settings">The decode settings.</param>
/// <param name="range">The range; null to decode the whole video.</param>
/// <param name="selection">The selection; null for all frames.</param>
internal sealed class RequestedFrames(
    IVideoSource source, VideoIndex index, DecodeSettings settings, PlannedRange? range, FrameSelection? selection)
{
    private readonly RangeDecoder _rangeDecoder = new(source, index, settings);
    private readonly SelectedFrameDecoder _selectedDecoder = new(source, index, settings);
    private FrameSet? _selected;

    /// <summary>The expected number of frames, set before the first frame; null where it is only known at the end.</summary>
    public long? Expected { get; private set; }

    /// <summary>The position of the latest frame among all requested frames of the video, from 0.</summary>
    public long Position { get; private set; } = -1;

    /// <summary>The number of samples passed to decoders.</summary>
    public long SamplesRead => _rangeDecoder.SamplesRead + _selectedDecoder.SamplesRead;

    /// <summary>The number of decoded frames, requested or not.</summary>
    public long FramesDecoded => _rangeDecoder.FramesDecoded + _selectedDecoder.FramesDecoded;

    /// <summary>The missing frames and why they are missing; set at the end.</summary>
    public IReadOnlyList<MissingFrames> Missing =>
        _selected is null
            ? _rangeDecoder.Missing
            : [.. _selectedDecoder.Missing, .. _rangeDecoder.Missing.SelectMany(SelectedFrames)];

    /// <summary>The persistent parameters of the samples (<see cref="PersistentState"/>); set at the end.</summary>
    public ulong? Parameters => _rangeDecoder.Guard?.Parameters ?? _selectedDecoder.Parameters;

    private FrameRange? Range => range is { End: { } end } ? new FrameRange(range.Start, end) : null;

    /// <summary>Decodes the frames, in order.</summary>
    /// <exception cref="InvalidInputException">A selected frame is beyond the end of the video.</exception>
    /// <exception cref="UnsplittableVideoException">
    /// The decoded frames differ from the index, but ffmpeg reported no damage.
    /// </exception>
    /// <exception cref="CorruptVideoException">ffmpeg failed, or damage makes it impossible to number the frames.</exception>
    public async IAsyncEnumerable<NumberedFrame> DecodeAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        if (selection is not null && index.Frames is { } table)
        {
            if (Range is { } rows) await ReadTablesAsync(table, rows, cancellation);
            else await index.EnsureAllLoadedAsync(cancellation);
            _selected = Range is { } within
                ? SelectionCursor.Resolve(selection, index, within)
                : SelectionCursor.Resolve(selection, index, source.DisplayName);
        }
        Expected = _selected?.Count ?? (selection is null ? Range?.Count ?? index.Frames?.Count : null);
        var frames = selection is null ? _rangeDecoder.DecodeAsync(Range, cancellation)
            : _selected is null
            ? SequentialSelection.DecodeAsync(_rangeDecoder, index, selection, source.DisplayName, cancellation)
            : Range is null ? DecodeSequentiallyAsync(_selected, cancellation)
            : _selectedDecoder.DecodeAsync(_selected, range!.SkippedFrom, cancellation);
        var before = range?.SelectedBefore ?? 0;
        await foreach (var frame in frames)
        {
            Position = selection is null ? frame.Number : before + _selected?.PositionOf(frame.Number) ?? Position + 1;
            yield return frame;
        }
    }

    // Selection by time needs the first frame, where time starts, and the next frame, which ends the display of the last one.
    private async ValueTask ReadTablesAsync(FrameTable frames, FrameRange rows, CancellationToken cancellation)
    {
        await frames.EnsureLoadedAsync(new FrameRange(0, 1), cancellation);
        var neighborhood = new FrameRange(Math.Max(0, rows.Start - 1), Math.Min(frames.Count, rows.End + 1));
        await frames.EnsureLoadedAsync(neighborhood, cancellation);
        await DecodeSpan.ReadAsync(index.Samples, frames, rows, cancellation);
    }

    private async IAsyncEnumerable<NumberedFrame> DecodeSequentiallyAsync(
        FrameSet selected, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // Decodes to the end, because missing frames are known only there.
        await foreach (var frame in _rangeDecoder.DecodeAsync(range: null, cancellation))
            if (selected.Contains(frame.Number)) yield return frame;
    }

    private IEnumerable<MissingFrames> SelectedFrames(MissingFrames gap) =>
        _selected!.Within(new FrameRange(gap.Start, gap.End)).Ranges
            .Select(range => gap with { Start = range.Start, End = range.End });
}
