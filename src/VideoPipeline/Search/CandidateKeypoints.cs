using System.Collections.Concurrent;
using VideoPipeline.Stills.Fingerprints;

namespace VideoPipeline.Search;

/// <summary>The keypoints of some pictures, read from the files of their runs: each file once, and no others kept in memory.</summary>
internal sealed class CandidateKeypoints(SearchableRuns runs, IEnumerable<(IndexSegment Segment, int Picture)> pictures)
{
    private readonly HashSet<(string Run, long Frame)> _wanted =
        [.. pictures.Select(one => (runs.PlaceOf(one.Segment, one.Picture).Run.Run, FrameOf(one.Segment, one.Picture)))];

    private readonly ConcurrentDictionary<string, Lazy<Task<IReadOnlyDictionary<long, Keypoints>>>> _files = new(StringComparer.Ordinal);

    /// <summary>The run that a picture is of, and its keypoints; none where the run has other ones than the index says.</summary>
    public async Task<(RunPlace Place, Keypoints Keypoints)> OfAsync(IndexSegment segment, int picture, CancellationToken cancellation)
    {
        var place = runs.PlaceOf(segment, picture);
        var file = await _files.GetOrAdd(place.Run.Run, run => new(() => ReadAsync(run, cancellation))).Value;
        return (place, file.GetValueOrDefault(FrameOf(segment, picture), Keypoints.None));
    }

    private static long FrameOf(IndexSegment segment, int picture) => segment.Frames.Number[segment.Pictures.Row[picture]];

    private async Task<IReadOnlyDictionary<long, Keypoints>> ReadAsync(string run, CancellationToken cancellation)
    {
        var file = await RunReader.FingerprintsAsync(runs.FilesOf(run), cancellation);
        return (file?.Frames ?? [])
            .Where(frame => _wanted.Contains((run, frame.Frame)))
            .ToDictionary(frame => frame.Frame, frame => frame.Keypoints);
    }
}
