using VideoPipeline.Errors;
using VideoPipeline.Planning;
using VideoPipeline.Selection;
using VideoPipeline.Sources.Access;
using VideoPipeline.Video;

namespace VideoPipeline.Decoding.Selected;

/// <summary>
/// Extracts exactly the selected frames of a video as <c>rgb24</c>, bit for bit equal to those of a sequential decode. Where the
/// index proves the frames, only the samples that they depend on are read and decoded, by one decoder per processor. Otherwise
/// the video is decoded from its start up to the last selected frame.
/// </summary>
internal sealed class FrameExtractor(IVideoSource source, VideoIndex index, int processors)
{
    /// <summary>The minimum number of samples per decoder: fewer decode faster than another decoder starts.</summary>
    private const int MinSamplesPerShare = 60;

    /// <summary>The number of samples passed to decoders.</summary>
    public long SamplesRead { get; private set; }

    /// <summary>The number of decoded frames, selected or not.</summary>
    public long FramesDecoded { get; private set; }

    /// <summary>The number of frames passed to the sink.</summary>
    public long FramesDelivered { get; private set; }

    /// <summary>Decodes the selected frames into <paramref name="output"/>.</summary>
    /// <exception cref="InvalidInputException">
    /// A selected frame is beyond the end of the video; the message has the number of frames.
    /// </exception>
    /// <exception cref="CorruptVideoException">A selected frame cannot be decoded.</exception>
    public async Task ExtractAsync(FrameSelection selection, IFrameSink output, CancellationToken cancellation)
    {
        if (index.IsSplittable)
        {
            try
            {
                var selected = SelectionCursor.Resolve(selection, index, source.DisplayName);
                await ExtractSplitAsync(selected, index.Frames!, output, cancellation);
                return;
            }
            catch (UnsplittableVideoException)
            {
                output.Restart();
                FramesDelivered = 0;
            }
        }
        await ExtractSequentiallyAsync(selection, output, cancellation);
    }

    private async Task ExtractSplitAsync(
        FrameSet selected, FrameTable frames, IFrameSink output, CancellationToken cancellation)
    {
        var shares = FrameShare.Balanced(index.Samples, frames, selected, processors, MinSamplesPerShare);
        var settings = Settings(Math.Max(1, processors / shares.Count));
        var decoders = shares.Select(_ => new SelectedFrameDecoder(source, index, settings)).ToArray();
        var options = new ParallelOptions { MaxDegreeOfParallelism = processors, CancellationToken = cancellation };
        await Parallel.ForEachAsync(shares.Index(), options, (share, stop) =>
        {
            var skippedFrom = share.Index == 0 ? 0 : shares[share.Index - 1].Frames.Bounds.End;
            return ExtractAsync(decoders[share.Index], share.Item, skippedFrom, output, stop);
        });
        if (decoders.Select(decoder => decoder.Parameters).Where(parameters => parameters is not null).Distinct().Count() > 1)
            throw new UnsplittableVideoException(
                $"{source.DisplayName}: its decoder parameters (such as colors, range or aspect ratio) change between the "
                + "selected frames.");
        SamplesRead += decoders.Sum(decoder => decoder.SamplesRead);
        FramesDecoded += decoders.Sum(decoder => decoder.FramesDecoded);
        FramesDelivered += shares.Sum(share => share.Frames.Count);
    }

    private async ValueTask ExtractAsync(
        SelectedFrameDecoder decoder, FrameShare share, long skippedFrom, IFrameSink output, CancellationToken cancellation)
    {
        var position = share.SelectedBefore;
        await foreach (var frame in decoder.DecodeAsync(share.Frames, skippedFrom, cancellation)) output.Add(position++, frame);
        if (decoder.Missing is [var gap, ..])
            throw new CorruptVideoException(
                $"{source.DisplayName} is damaged: frames {gap.Start} to {gap.End - 1} cannot be decoded ({gap.Cause}). " +
                "Select other frames, or download or export it again.");
    }

    private async Task ExtractSequentiallyAsync(FrameSelection selection, IFrameSink output, CancellationToken cancellation)
    {
        // Without the frame table, which may be wrong: frame n is the n-th that the decoder outputs.
        var decoder = new RangeDecoder(source, index with { Frames = null }, Settings(processors));
        await foreach (var frame in SequentialSelection.DecodeAsync(decoder, index, selection, source.DisplayName, cancellation))
            output.Add(FramesDelivered++, frame);
        SamplesRead += decoder.SamplesRead;
        FramesDecoded += decoder.FramesDecoded;
    }

    private DecodeSettings Settings(int threads) => new([PixelLayout.Rgb24], index.Video.TimeBase, threads);
}
