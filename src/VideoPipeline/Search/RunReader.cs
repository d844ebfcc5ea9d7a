using VideoPipeline.Errors;
using VideoPipeline.Npz;
using VideoPipeline.Results.Files;
using VideoPipeline.Stills.Fingerprints;

namespace VideoPipeline.Search;

/// <summary>Reads of a run what a search wants.</summary>
public static class RunReader
{
    /// <summary>What goes into the index.</summary>
    /// <exception cref="InvalidInputException">It is no run that has ended well.</exception>
    /// <exception cref="CorruptResultException">A file is damaged.</exception>
    public static async Task<RunContent> ContentAsync(IRunFiles run, CancellationToken cancellation)
    {
        var summary = ResultJson.ReadSummary(await BytesAsync(run, "summary.json", cancellation), $"{run.Name}: summary.json");
        var report = ResultJson.ReadRunReport(await BytesAsync(run, "run.json", cancellation), $"{run.Name}: run.json");
        var frames = await FramesAsync(run, cancellation);
        var numbers = frames.Get<long>("frame").Data;
        var fingerprints = await FingerprintsAsync(run, cancellation);
        if (fingerprints is not null && fingerprints.Frames.Any(one => Array.BinarySearch(numbers, one.Frame) < 0))
            throw new CorruptResultException($"{run.Name}: fingerprints.npz and frames.npz are not of one run. Run again.");
        return new RunContent(
            run.Name, report.Video.Uri, summary.Video.Width, summary.Video.Height, numbers,
            PictureHashes.Zip(frames.Get<ulong>("phash").Data, frames.Get<ulong>("dhash").Data), summary.Shots, fingerprints);
    }

    /// <summary>When each analysed frame is shown, in seconds, by its number.</summary>
    public static async Task<IReadOnlyDictionary<long, double>> TimesAsync(IRunFiles run, CancellationToken cancellation)
    {
        var frames = await FramesAsync(run, cancellation);
        return frames.Get<long>("frame").Data.Zip(frames.Get<double>("time").Data).ToDictionary(one => one.First, one => one.Second);
    }

    /// <summary>The keypoints; null where fingerprints were not asked for.</summary>
    public static async Task<FingerprintFile?> FingerprintsAsync(IRunFiles run, CancellationToken cancellation)
    {
        await using var stream = await run.OpenAsync("fingerprints.npz", cancellation);
        return stream is null ? null : FingerprintFile.Read(stream, $"{run.Name}: fingerprints.npz");
    }

    private static async Task<NpzArrays> FramesAsync(IRunFiles run, CancellationToken cancellation)
    {
        await using var stream = await run.OpenAsync("frames.npz", cancellation) ?? throw NoRun(run, "frames.npz");
        return NpzReader.Read(stream, $"{run.Name}: frames.npz");
    }

    private static async Task<byte[]> BytesAsync(IRunFiles run, string file, CancellationToken cancellation)
    {
        await using var stream = await run.OpenAsync(file, cancellation) ?? throw NoRun(run, file);
        var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, cancellation);
        return bytes.ToArray();
    }

    private static InvalidInputException NoRun(IRunFiles run, string file) =>
        new($"{run.Name} has no {file}: it is no run that has ended well. Give the name of one that has, or its folder.");
}
