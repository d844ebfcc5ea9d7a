using VideoPipeline.Errors;
using VideoPipeline.Npz;
using VideoPipeline.Results.Files;
using VideoPipeline.Search.Segments;
using VideoPipeline.Stills.Fingerprints;

namespace VideoPipeline.Search;

/// <summary>Reads the result files of a run that a search needs.</summary>
internal static class RunReader
{
    /// <summary>Reads the data to index.</summary>
    /// <exception cref="InvalidInputException">It is not a completed run.</exception>
    /// <exception cref="CorruptResultException">A file is corrupt.</exception>
    public static async Task<RunContent> ReadContentAsync(IRunFiles run, CancellationToken cancellation)
    {
        var summary = ResultJson.ReadSummary(await BytesAsync(run, "summary.json", cancellation), $"{run.Name}: summary.json");
        var report = ResultJson.ReadRunReport(await BytesAsync(run, "run.json", cancellation), $"{run.Name}: run.json");
        var frames = await FramesAsync(run, cancellation);
        var numbers = frames.Get<long>("frame").Data;
        var fingerprints = await ReadFingerprintsAsync(run, cancellation);
        if (fingerprints is not null && fingerprints.Frames.Any(one => Array.BinarySearch(numbers, one.Frame) < 0))
            throw new CorruptResultException($"{run.Name}: fingerprints.npz and frames.npz are from different runs. Run again.");
        var (video, identity) = (report.Video, report.Video.Identity);
        return new RunContent(
            run.Name, video.Uri,
            RunContent.ContentOf(summary, video.Uri, identity.Length, identity.Version ?? run.Name),
            summary.Video.Width, summary.Video.Height, numbers,
            ImageHashes.Zip(frames.Get<ulong>("phash").Data, frames.Get<ulong>("dhash").Data), summary.Shots, fingerprints);
    }

    // Null if fingerprints were not requested.
    private static async Task<FingerprintFile?> ReadFingerprintsAsync(IRunFiles run, CancellationToken cancellation)
    {
        await using var stream = await run.OpenAsync("fingerprints.npz", cancellation);
        return stream is null ? null : FingerprintFile.Read(stream, $"{run.Name}: fingerprints.npz");
    }

    private static async Task<NpzArrays> FramesAsync(IRunFiles run, CancellationToken cancellation)
    {
        await using var stream = await run.OpenAsync("frames.npz", cancellation) ?? throw NotCompleted(run, "frames.npz");
        return NpzReader.Read(stream, $"{run.Name}: frames.npz");
    }

    private static async Task<byte[]> BytesAsync(IRunFiles run, string file, CancellationToken cancellation)
    {
        await using var stream = await run.OpenAsync(file, cancellation) ?? throw NotCompleted(run, file);
        var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, cancellation);
        return bytes.ToArray();
    }

    private static InvalidInputException NotCompleted(IRunFiles run, string file) =>
        new($"{run.Name} has no {file}, so it is not a completed run. Use the name or the folder of a completed run.");
}
