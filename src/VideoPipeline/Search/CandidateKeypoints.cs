using System.Collections.Concurrent;
using VideoPipeline.Stills.Fingerprints;

namespace VideoPipeline.Search;

/// <summary>
/// Reads the keypoints of candidate frames from the files of their runs. Each file is read once, and only the candidates are
/// kept.
/// </summary>
internal sealed class CandidateKeypoints(SearchableRuns runs, IEnumerable<(IndexSegment Segment, int Picture)> pictures)
{
    private readonly HashSet<(string Run, long Frame)> _candidates =
        [.. pictures.Select(one =>
            (runs.GetRunLocation(one.Segment, one.Picture).Run.Run, FrameNumber(one.Segment, one.Picture)))];

    private readonly ConcurrentDictionary<string, Lazy<Task<IReadOnlyDictionary<long, Keypoints>>>> _files =
        new(StringComparer.Ordinal);

    /// <summary>
    /// Returns the run of a frame and its keypoints; no keypoints if the run was replaced after it was indexed.
    /// </summary>
    public async Task<(RunLocation Place, Keypoints Keypoints)> GetAsync(
        IndexSegment segment, int picture, CancellationToken cancellation)
    {
        var place = runs.GetRunLocation(segment, picture);
        var file = await _files.GetOrAdd(place.Run.Run, run => new(() => ReadAsync(run, cancellation))).Value;
        return (place, file.GetValueOrDefault(FrameNumber(segment, picture), Keypoints.Empty));
    }

    private static long FrameNumber(IndexSegment segment, int picture) => segment.Frames.Number[segment.Pictures.Row[picture]];

    private async Task<IReadOnlyDictionary<long, Keypoints>> ReadAsync(string run, CancellationToken cancellation)
    {
        var file = await RunReader.ReadFingerprintsAsync(runs.GetFiles(run), cancellation);
        return (file?.Frames ?? [])
            .Where(frame => _candidates.Contains((run, frame.Frame)))
            .ToDictionary(frame => frame.Frame, frame => frame.Keypoints);
    }
}
