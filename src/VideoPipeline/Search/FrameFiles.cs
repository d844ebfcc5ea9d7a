using System.Collections.Concurrent;
using VideoPipeline.Errors;
using VideoPipeline.Npz;
using VideoPipeline.Search.Segments;
using VideoPipeline.Stills.Fingerprints;

namespace VideoPipeline.Search;

/// <summary>
/// Reads, by range, what a search needs of the runs that it may have found: keypoints of single frames, presentation times, and
/// hashes. What is read of a run is kept for the search. Safe for concurrent use.
/// </summary>
internal sealed class FrameFiles(CancellationToken cancellation)
{
    private readonly ConcurrentDictionary<SearchedRun, Lazy<Task<FingerprintRanges?>>> _fingerprints = new();
    private readonly ConcurrentDictionary<SearchedRun, Lazy<Task<IndexedFrames>>> _frames = new();
    private readonly ConcurrentDictionary<SearchedRun, Lazy<Task<(NpzRanges File, NpzRangeArray Time)>>> _times = new();

    /// <summary>Reads the keypoints of a frame; none if the run was replaced after it was indexed.</summary>
    /// <param name="run">The run.</param>
    /// <param name="picture">The number of the frame among the fingerprinted frames of the run.</param>
    public async Task<Keypoints> ReadKeypointsAsync(SearchedRun run, int picture)
    {
        var file = await _fingerprints.GetOrAdd(run, _ => new(() => FingerprintRanges.OpenAsync(run.Files, cancellation))).Value;
        return file is null ? Keypoints.Empty : await file.ReadAsync(picture, run.KeypointsOf(picture));
    }

    /// <summary>Reads the numbers and hashes of all analyzed frames of a run.</summary>
    public Task<IndexedFrames> ReadFramesAsync(SearchedRun run) =>
        _frames.GetOrAdd(run, _ => new(() => run.Segment.ReadFramesAsync(run.Number, cancellation))).Value;

    /// <summary>Reads the presentation time of an analyzed frame in seconds.</summary>
    /// <param name="run">The run.</param>
    /// <param name="row">The row of the frame among the analyzed frames of the run.</param>
    /// <exception cref="CorruptResultException">The file is damaged, missing, or from another run.</exception>
    public async Task<double> ReadSecondsAsync(SearchedRun run, int row)
    {
        var (file, time) = await _times.GetOrAdd(run, _ => new(() => OpenTimesAsync(run.Files))).Value;
        return (await file.ReadAsync<double>(time, row, 1))[0];
    }

    private async Task<(NpzRanges, NpzRangeArray)> OpenTimesAsync(IRunFiles run)
    {
        const string File = "frames.npz";
        var (file, arrays) = await NpzRanges.OpenAsync(
            $"{run.Name}: {File}", ["time"],
            async (offset, length) => await run.ReadAsync(File, offset, length, cancellation) ?? throw new CorruptResultException(
                $"{run.Name} has no {File}, although it is in the search index. Run again, or delete the run."));
        return (file, arrays[0]);
    }
}
