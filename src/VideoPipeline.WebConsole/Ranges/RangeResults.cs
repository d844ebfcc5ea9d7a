using System.Collections.Concurrent;
using VideoPipeline.Analysis;
using VideoPipeline.Errors;
using VideoPipeline.Planning;
using VideoPipeline.Local.Serving;
using VideoPipeline.Results;
using VideoPipeline.Results.Files;
using VideoPipeline.Results.Partials;
using VideoPipeline.Storage;

namespace VideoPipeline.WebConsole.Ranges;

/// <summary>What a worker stored of a range.</summary>
/// <param name="Frames">The number of frames that it delivered.</param>
/// <param name="Bytes">The number of bytes that it read.</param>
/// <param name="Seconds">Its seconds.</param>
/// <param name="Dollars">What they cost on AWS.</param>
/// <param name="Missing">The number of frames that are missing.</param>
public sealed record RangeResult(long Frames, long Bytes, double Seconds, decimal Dollars, long Missing);

/// <summary>Reads the results of ranges from the store, and keeps those that were read last. Thread-safe.</summary>
internal sealed class RangeResults(ServedExecutions served)
{
    private const string WorkerFunction = "DecodeFunction";
    private const int MaxKept = 256;

    private readonly ConcurrentDictionary<string, (RangeResult Result, IReadOnlyList<Preview> Pictures)> _kept = new();

    /// <summary>The result of a range; null if it has none yet.</summary>
    public async Task<RangeResult?> FindAsync(string run, int range) => (await ReadAsync(run, range))?.Result;

    /// <summary>The picture next to a frame, as a JPEG file, and its frame number; null if there is none yet.</summary>
    public async Task<(long Frame, byte[] Jpeg)?> PictureAsync(string run, RunRanges ranges, long frame)
    {
        var kept = frame / ranges.PictureStride * ranges.PictureStride;
        if (await ReadAsync(run, ranges.RangeOf(kept)) is not { } result) return null;
        return result.Pictures.MinBy(picture => Math.Abs(picture.Frame - frame)) is { } picture
            ? (picture.Frame, picture.Jpeg)
            : null;
    }

    private async Task<(RangeResult Result, IReadOnlyList<Preview> Pictures)?> ReadAsync(string run, int range)
    {
        var report = await served.Store.GetBytesAsync(new RunKeys(run).RangeReport(range), CancellationToken.None);
        if (report is null || RangeReport.Parse(report).Partial is not { } key) return null;
        if (_kept.TryGetValue(key, out var known)) return known;
        try
        {
            await using var stream = await served.Store.GetAsync(key, CancellationToken.None);
            if (stream is null) return null;
            var partial = PartialFile.Read(stream, key);
            if (_kept.Count >= MaxKept) _kept.Clear();
            return _kept[key] = (ResultOf(partial.Work), partial.Arrays.Previews);
        }
        catch (CorruptResultException)
        {
            return null;
        }
    }

    private RangeResult ResultOf(RangeWork work)
    {
        var gigabytes = served.Pipeline.Template.Functions[WorkerFunction].MemorySize / 1024m;
        var dollars = ((decimal)work.Seconds * gigabytes * AwsPrices.LambdaGigabyteSecond) + AwsPrices.LambdaRequest
            + (RunCost.ItemTransitions * AwsPrices.StateTransition);
        return new RangeResult(
            work.Delivered, work.Bytes, work.Seconds, dollars, work.Missing.Sum(missing => missing.End - missing.Start));
    }
}
