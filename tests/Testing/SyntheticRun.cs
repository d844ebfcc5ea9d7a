using System.Runtime.InteropServices;
using VideoPipeline.Analysis;
using VideoPipeline.Analysis.Resizing;
using VideoPipeline.Imaging;
using VideoPipeline.Indexing.Storing;
using VideoPipeline.Npz;
using VideoPipeline.Planning;
using VideoPipeline.Results.Files;
using VideoPipeline.Results.Partials;
using VideoPipeline.Storage;
using VideoPipeline.Video;

namespace VideoPipeline.Testing;

/// <summary>
/// The files of a run as the state Decode leaves them, with random partials instead of an analyzed video. About one frame in a
/// hundred begins a shot.
/// </summary>
/// <param name="ranges">The number of ranges.</param>
/// <param name="framesPerRange">The number of frames in each range.</param>
/// <param name="width">The width of the video in pixels.</param>
/// <param name="height">The height of the video in pixels.</param>
internal sealed class SyntheticRun(int ranges, int framesPerRange, int width, int height)
{
    private const int FrameTicks = 512, HistogramBins = 32;

    private Plan? _plan;

    /// <summary>The keys of the run's files.</summary>
    public static RunKeys Keys { get; } = new("synthetic");

    /// <summary>The index: each range is a GOP.</summary>
    public VideoIndex Index { get; } = CreateIndex(ranges, framesPerRange, width, height);

    /// <summary>The plan: all ranges.</summary>
    public Plan Plan =>
        _plan ??= Planner.Create(Index, workers: 100, sharedProcessors: null, framesPerRange, whole: null);

    /// <summary>Writes the index, the plan, and the report and the partial of each range.</summary>
    public async Task WriteAsync(IStore store)
    {
        await StoredIndex.WriteAsync(store, Keys, new IndexFile(Index, default, 0), default);
        await store.PutBytesAsync(Keys.Plan, PlanFile.ToBytes(Plan), default);
        await Parallel.ForEachAsync(Plan.Ranges, async (range, _) =>
        {
            var report = new RangeReport(
                RunKeys.Partial($"{range.Index:x8}"), Reused: false, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);
            await store.PutAsync(
                report.Partial!,
                (stream, _) =>
                {
                    PartialFile.Write(stream, CreatePartial(range));
                    return Task.CompletedTask;
                },
                default);
            await store.PutBytesAsync(Keys.RangeReport(range.Index), report.ToBytes(), default);
        });
    }

    /// <summary>Creates the partial of a range; the same for every call.</summary>
    public Partial CreatePartial(PlannedRange range)
    {
        var random = new Random(range.Index);
        var size = AnalysisSize.Of(width, height);
        var numbers = Enumerable.Range((int)range.Start, framesPerRange).Select(number => (long)number).ToArray();
        var sums = new ulong[3 * size.Area];
        var samples = Bytes(sums.Length, random);
        for (var i = 0; i < sums.Length; i++) sums[i] = (ulong)framesPerRange * samples[i];
        var arrays = new RangeArrays(
            [.. Columns(numbers, random)], Boundary(size, random), Boundary(size, random), MeanImage.Of(framesPerRange, sums),
            [.. numbers.Where(number => number % Plan.PreviewStride == 0).Select(number => Preview(number, size, random))]);
        var work = new RangeWork(framesPerRange, framesPerRange, [], framesPerRange, framesPerRange, 1000, 1, 0.5)
        {
            Constants = RangeConstants.Of(width, height, 7),
        };
        return new Partial(arrays, [.. numbers.Select(number => number == range.Start)], work);
    }

    private static IEnumerable<NpyArray> Columns(long[] numbers, Random random)
    {
        var rows = numbers.Length;
        yield return NpyArray.Of("frame", numbers);
        yield return NpyArray.Of("pts", numbers.Select(number => number * FrameTicks).ToArray());
        yield return NpyArray.Of("sum_yuv", Values(3 * rows, () => (ulong)random.NextInt64(1 << 28)), rows, 3);
        yield return Doubles("luma_mean", 16, 235);
        yield return Doubles("luma_std", 2, 60);
        yield return NpyArray.Of("luma_min", Values(rows, () => (byte)random.Next(30)));
        yield return NpyArray.Of("luma_max", Values(rows, () => (byte)random.Next(60, 255)));
        yield return NpyArray.Of(
            "luma_hist", Values(HistogramBins * rows, () => (uint)random.Next(1 << 20)), rows, HistogramBins);
        yield return Doubles("sharpness", 20, 2000);
        yield return Doubles("colorfulness", 0, 60);
        yield return Doubles("content_score", 0, 20);
        yield return Doubles("motion", 0.2, 20);
        yield return NpyArray.Of("cut_score", Values(rows, () => random.Next(100) == 0 ? 0.9 : 0.1 * random.NextDouble()));
        yield return Doubles("pan_x", -0.01, 0.01);
        yield return Doubles("pan_y", -0.01, 0.01);
        yield return Doubles("zoom", -0.01, 0.01);
        yield return Doubles("camera_agreement", 0, 1);
        yield return NpyArray.Of("phash", Values(rows, () => (ulong)random.NextInt64()));
        yield return NpyArray.Of("dhash", Values(rows, () => (ulong)random.NextInt64()));

        NpyArray Doubles(string name, double from, double to) =>
            NpyArray.Of(name, Values(rows, () => from + ((to - from) * random.NextDouble())));
    }

    private static T[] Values<T>(int count, Func<T> next) => [.. Enumerable.Range(0, count).Select(_ => next())];

    private static BoundaryFrame Boundary(AnalysisSize size, Random random) => new(Bytes(size.Area * 3 / 2, random));

    private static Preview Preview(long number, AnalysisSize size, Random random) => new(
        number, number * FrameTicks,
        ImageFile.EncodeJpeg(new BgrImage(size.Width, size.Height, Bytes(3 * size.Area, random))));

    private static byte[] Bytes(int length, Random random)
    {
        var bytes = new byte[length];
        var state = (ulong)random.NextInt64();
        // SplitMix64 (Steele, Lea and Flood, OOPSLA 2014), much faster than a seeded Random. The lengths are multiples of 8.
        foreach (ref var word in MemoryMarshal.Cast<byte, ulong>(bytes.AsSpan()))
        {
            state += 0x9E3779B97F4A7C15;
            var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            word = mixed ^ (mixed >> 31);
        }

        return bytes;
    }

    private static VideoIndex CreateIndex(int ranges, int framesPerRange, int width, int height)
    {
        var frames = ranges * framesPerRange;
        var times = Enumerable.Range(0, frames).Select(frame => (long)FrameTicks * frame).ToArray();
        return new VideoIndex
        {
            Source = new SourceIdentity("/synthetic.mp4", 100L * frames, "1"),
            Video = new VideoProperties
            {
                Container = "mov", Codec = "h264", Stream = 0, Width = width, Height = height, Rotation = 0,
                TimeBase = new TimeBase(1, 24 * FrameTicks),
            },
            Samples = new SampleTable
            {
                Offset = Enumerable.Range(0, frames).Select(frame => 100L * frame).ToArray(),
                Size = Enumerable.Repeat(100, frames).ToArray(),
                Dts = times,
                Pts = times,
                IsKey = Enumerable.Range(0, frames).Select(frame => frame % framesPerRange == 0).ToArray(),
            },
            Frames = new FrameTable { Sample = Enumerable.Range(0, frames).ToArray(), Pts = times },
        };
    }
}
