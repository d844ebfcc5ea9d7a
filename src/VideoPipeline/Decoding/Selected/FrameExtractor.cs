using VideoPipeline.Errors;
using VideoPipeline.Planning;
using VideoPipeline.Selection;
using VideoPipeline.Sources.Access;
using VideoPipeline.Video;

namespace VideoPipeline.Decoding.Selected;

/// <summary>
/// Gives exactly the picked frames of a video as <c>rgb24</c>, bit for bit those of a sequential decode. Where the index proves
/// the frames, only what they depend on is read and decoded, by one decoder for each processor; otherwise the video is, up to the
/// last picked frame.
/// </summary>
public sealed class FrameExtractor(IVideoSource source, VideoIndex index, int processors)
{
    /// <summary>Below this many samples a decoder of its own would take longer to start than to decode them.</summary>
    private const int SmallestShare = 60;

    private readonly string _name = SourceAddress.ForDisplay(source.Uri);

    /// <summary>Samples given to decoders.</summary>
    public long SamplesRead { get; private set; }

    /// <summary>Frames decoded, picked or not.</summary>
    public long FramesDecoded { get; private set; }

    /// <summary>Frames given.</summary>
    public long FramesDelivered { get; private set; }

    /// <summary>Decodes the picked frames into <paramref name="output"/>.</summary>
    /// <exception cref="InvalidInputException">Frames beyond the end are picked; the message says how many there are.</exception>
    /// <exception cref="CorruptVideoException">A picked frame cannot be decoded.</exception>
    public async Task ExtractAsync(FrameSelection picks, IFrameSink output, CancellationToken cancellation)
    {
        if (index.IsSplittable)
        {
            try
            {
                await PickFromSlicesAsync(SelectionCursor.Resolve(picks, index, _name), index.Frames!, output, cancellation);
                return;
            }
            catch (UnsplittableVideoException)
            {
                output.Restart();
                FramesDelivered = 0;
            }
        }
        await PickFromWholeAsync(picks, output, cancellation);
    }

    private async Task PickFromSlicesAsync(
        FrameSet picked, FrameTable frames, IFrameSink output, CancellationToken cancellation)
    {
        var shares = FrameShare.Balanced(index.Samples, frames, picked, processors, SmallestShare);
        var settings = Settings(Math.Max(1, processors / shares.Count));
        var decoders = shares.Select(_ => new SelectedFrameDecoder(source, index, settings)).ToArray();
        var all = new ParallelOptions { MaxDegreeOfParallelism = processors, CancellationToken = cancellation };
        await Parallel.ForEachAsync(shares.Index(), all, (share, stop) =>
            ExtractAsync(decoders[share.Index], share.Item, share.Index == 0 ? 0 : shares[share.Index - 1].Frames.Bounds.End, output, stop));
        if (decoders.Select(decoder => decoder.Parameters).Where(constant => constant is not null).Distinct().Count() > 1)
            throw new UnsplittableVideoException($"{_name}: what its pictures are changes between those that are picked.");
        SamplesRead += decoders.Sum(decoder => decoder.SamplesRead);
        FramesDecoded += decoders.Sum(decoder => decoder.FramesDecoded);
        FramesDelivered += shares.Sum(share => share.Frames.Count);
    }

    private async ValueTask ExtractAsync(SelectedFrameDecoder decoder, FrameShare share, long unpickedFrom, IFrameSink output, CancellationToken cancellation)
    {
        var place = share.Before;
        await foreach (var frame in decoder.DecodeAsync(share.Frames, unpickedFrom, cancellation)) output.Add(place++, frame);
        if (decoder.Missing is [var gap, ..])
            throw new CorruptVideoException(
                $"{_name} is damaged: frames {gap.Start} to {gap.End - 1} cannot be decoded ({gap.Cause}). Pick others, or fetch or export it again.");
    }

    private async Task PickFromWholeAsync(FrameSelection picks, IFrameSink output, CancellationToken cancellation)
    {
        // Without the frame table, which may have proved wrong: frame n is the n-th that comes.
        var decoder = new RangeDecoder(source, index with { Frames = null }, Settings(processors));
        await foreach (var frame in SequentialSelection.DecodeAsync(decoder, index, picks, _name, cancellation)) output.Add(FramesDelivered++, frame);
        SamplesRead += decoder.SamplesRead;
        FramesDecoded += decoder.FramesDecoded;
    }

    private DecodeSettings Settings(int threads) => new([PixelLayout.Rgb24], index.Video.TimeBase, threads);
}
