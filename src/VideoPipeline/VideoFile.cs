using System.IO.Hashing;
using System.Runtime.CompilerServices;
using VideoPipeline.Analysis;
using VideoPipeline.Decoding;
using VideoPipeline.Decoding.Selected;
using VideoPipeline.Errors;
using VideoPipeline.Indexing;
using VideoPipeline.Planning;
using VideoPipeline.Results;
using VideoPipeline.Results.Partials;
using VideoPipeline.Selection;
using VideoPipeline.Sources;
using VideoPipeline.Sources.Access;
using VideoPipeline.Temporary;
using VideoPipeline.Video;
using VideoPipeline.Workers;

namespace VideoPipeline;

/// <summary>An indexed video: reads its frames exactly, and analyzes all or some of them.</summary>
/// <remarks>
/// Frames are those that ffmpeg outputs in a sequential decode of the whole file, bit for bit. ffmpeg and ffprobe must be on
/// PATH; analysis also needs OpenCvSharp's native library. Not thread-safe.
/// </remarks>
public sealed class VideoFile : IAsyncDisposable
{
    private readonly IVideoSource _source;

    private VideoFile(IVideoSource source, VideoIndex index) => (_source, Index) = (source, index);

    /// <summary>The properties of the video stream, its samples and, where the container proves them, its frames.</summary>
    public VideoIndex Index { get; }

    /// <summary>Opens and indexes a video. Reads only what the index needs.</summary>
    /// <param name="address">A path, or a <c>file://</c>, <c>http(s)://</c> or <c>s3://</c> address.</param>
    /// <param name="stream">The stream's number, as ffmpeg counts; null for the first video stream.</param>
    /// <param name="cancellation">Cancels the reads.</param>
    /// <exception cref="VideoPipelineException">The address cannot be read, or is not a video; the derived type says
    /// which.</exception>
    public static async Task<VideoFile> OpenAsync(string address, int? stream = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(address);
        var source = await new VideoSources().OpenAsync(address, expected: null, cancellation);
        try
        {
            using var folder = new WorkingFolder();
            return new VideoFile(source, await Indexer.ReadAsync(source, stream, folder.Path, cancellation));
        }
        catch
        {
            await source.DisposeAsync();
            throw;
        }
    }

    /// <summary>Decodes frames in presentation order, from the fewest samples that give them exactly.</summary>
    /// <param name="selection">Which frames; null for all.</param>
    /// <param name="cancellation">Ends ffmpeg.</param>
    /// <returns>The frames; each is valid until the next one is requested.</returns>
    /// <exception cref="InvalidInputException">Frames beyond the end are selected.</exception>
    /// <exception cref="CorruptVideoException">The video is damaged: a frame cannot be decoded, or not be numbered.</exception>
    public async IAsyncEnumerable<VideoFrame> ReadFramesAsync(
        FrameSelection? selection = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var delivered = new List<(long Number, ulong Hash)>();
        if (Index.IsSplittable)
        {
            await using var split = DecodeAsync(selection, singleRange: null, cancellation)
                .GetAsyncEnumerator(CancellationToken.None);
            while (await MoveNextAsync(split) is { } more)
            {
                if (!more) yield break;
                delivered.Add((split.Current.Number, HashOf(split.Current)));
                yield return new VideoFrame(split.Current, Index.Video.TimeBase);
            }
        }
        // A sequential decode decides, also on the frames that were delivered already.
        var at = 0;
        await foreach (var frame in DecodeAsync(selection, "a sample showed that it cannot be split", cancellation))
        {
            if (at == delivered.Count) yield return new VideoFrame(frame, Index.Video.TimeBase);
            else if (delivered[at++] != (frame.Number, HashOf(frame)))
                throw new CorruptVideoException(
                    $"{_source.DisplayName}: frame {frame.Number} was delivered before its samples showed that the video " +
                    "cannot be split. Discard what was read and read the frames again.");
        }
    }

    /// <summary>Analyzes frames on all processors: per-frame arrays, shots, stretches, totals.</summary>
    /// <param name="selection">Which frames; null for all.</param>
    /// <param name="rgb">Whether the full-size frames are also summed as B, G and R (<c>sum_bgr</c>).</param>
    /// <param name="cancellation">Ends all workers.</param>
    /// <returns>The results, the same for every number of processors.</returns>
    /// <exception cref="InvalidInputException">Frames beyond the end are selected.</exception>
    /// <exception cref="CorruptVideoException">No frame could be decoded.</exception>
    public async Task<VideoAnalysis> AnalyzeAsync(
        FrameSelection? selection = null, bool rgb = false, CancellationToken cancellation = default)
    {
        try
        {
            return await AnalyzeAsync(
                PlanFor(Environment.ProcessorCount, selection, singleRange: null), selection, rgb, cancellation);
        }
        catch (UnsplittableVideoException unsplittable)
        {
            return await AnalyzeAsync(PlanFor(workers: 1, selection, unsplittable.Message), selection, rgb, cancellation);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private static ulong HashOf(NumberedFrame frame) => XxHash3.HashToUInt64(frame.Frame.Pictures[0].Span);

    // Null: the video cannot be split.
    private static async ValueTask<bool?> MoveNextAsync(IAsyncEnumerator<NumberedFrame> frames)
    {
        try
        {
            return await frames.MoveNextAsync();
        }
        catch (UnsplittableVideoException)
        {
            return null;
        }
    }

    private async IAsyncEnumerable<NumberedFrame> DecodeAsync(
        FrameSelection? selection, string? singleRange, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var plan = PlanFor(workers: 1, selection, singleRange);
        var settings = new DecodeSettings([PixelLayout.Rgb24], Index.Video.TimeBase, Environment.ProcessorCount);
        var part = plan.GetIndependentRange(Index, plan.Ranges[0]);
        var frames = new RequestedFrames(_source, part is null ? Index.WithoutFrameTable() : Index, settings, part, selection);
        await foreach (var frame in frames.DecodeAsync(cancellation)) yield return frame;
        if (frames.Missing is [var gap, ..])
            throw new CorruptVideoException(
                $"{_source.DisplayName} is damaged: frames {gap.Start} to {gap.End - 1} cannot be decoded ({gap.Cause}). " +
                "Select others, or download or export it again.");
    }

    private async Task<VideoAnalysis> AnalyzeAsync(Plan plan, FrameSelection? selection, bool rgb, CancellationToken cancellation)
    {
        var partials = new Partial[plan.Ranges.Count];
        var workers = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount,
            CancellationToken = cancellation };
        await Parallel.ForEachAsync(plan.Ranges, workers, async (range, stop) =>
            partials[range.Index] = await RangeWorker.RunAsync(
            _source, Index, plan, range, new AnalysisOptions(rgb), selection, [], TimeProvider.System, null, stop));
        return new VideoAnalysis(RunResults.Compute(Index, selection, Partial.Merge(partials)));
    }

    private Plan PlanFor(int workers, FrameSelection? selection, string? singleRange) =>
        Planner.Create(Index, workers, Environment.ProcessorCount, framesPerRange: null, singleRange, selection);
}
