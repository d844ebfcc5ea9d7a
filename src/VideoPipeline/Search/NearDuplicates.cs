using System.Runtime.CompilerServices;
using VideoPipeline.Stills.Fingerprints;

namespace VideoPipeline.Search;

/// <summary>A shot of a run.</summary>
/// <param name="Run">The run's name, or the path of its folder.</param>
/// <param name="Video">The display name of the video's address.</param>
/// <param name="Start">The number of the first frame.</param>
/// <param name="End">The number after that of the last frame.</param>
internal sealed record ShotOfRun(string Run, string Video, long Start, long End);

/// <summary>Finds near-duplicate shots within a video and across videos.</summary>
internal static class NearDuplicates
{
    /// <summary>The maximum Hamming distance of the hashes of two frames, of 128 bits.</summary>
    private const int MaxDistance = 12;

    /// <summary>
    /// The minimum number of keypoints of a frame. Plain frames are excluded, because all black frames are near-duplicates.
    /// </summary>
    private const int MinKeypoints = 30;

    /// <summary>
    /// Returns groups of at least two shots. A shot belongs to a group if one of its fingerprinted frames is near one of another
    /// shot of the group.
    /// </summary>
    public static async Task<IReadOnlyList<IReadOnlyList<ShotOfRun>>> FindAsync(
        SearchableRuns runs, CancellationToken cancellation)
    {
        // A shot is no duplicate of itself in another run of the same video.
        var ofVideos = runs.Runs
            .GroupBy(run => run.Run.Content, StringComparer.Ordinal)
            .Select(video => video
                .OrderBy(run => run.Run.Pictures).ThenBy(run => run.Run.Run, StringComparer.Ordinal).Last());
        var pictures = await ofVideos.ToAsyncEnumerable()
            .SelectMany(run => GetPicturesAsync(run, cancellation)).ToArrayAsync(cancellation);
        var shots = pictures.Select(picture => picture.Shot).Distinct().ToList();
        var numbers = shots.Index().ToDictionary(one => one.Item, one => one.Index);
        var groups = new DisjointSets(shots.Count);
        for (var i = 0; i < pictures.Length; i++)
            for (var j = 0; j < i; j++)
                if (pictures[i].Hashes.Distance(pictures[j].Hashes) <= MaxDistance)
                    groups.Union(numbers[pictures[i].Shot], numbers[pictures[j].Shot]);
        return
        [
            .. shots
                .GroupBy(shot => groups.Find(numbers[shot]))
                .Where(group => group.Count() > 1)
                .Select(group => (IReadOnlyList<ShotOfRun>)
                    [.. group.OrderBy(shot => shot.Run, StringComparer.Ordinal).ThenBy(shot => shot.Start)])
                .OrderBy(group => group[0].Run, StringComparer.Ordinal).ThenBy(group => group[0].Start),
        ];
    }

    private static async IAsyncEnumerable<(ShotOfRun Shot, ImageHashes Hashes)> GetPicturesAsync(
        SearchedRun run, [EnumeratorCancellation] CancellationToken cancellation)
    {
        int[] pictures = [.. Enumerable.Range(0, run.Run.Pictures).Where(picture => run.KeypointsOf(picture) >= MinKeypoints)];
        if (pictures.Length == 0) yield break;
        var frames = await run.Segment.ReadFramesAsync(run.Number, cancellation);
        foreach (var picture in pictures)
        {
            var (start, end) = run.ShotOf(picture);
            yield return (new ShotOfRun(run.Run.Run, run.Run.Video, start, end), frames.Hashes[run.RowOf(picture)]);
        }
    }

    /// <summary>A disjoint-set forest (union–find; Galler and Fischer 1964).</summary>
    private sealed class DisjointSets(int count)
    {
        private readonly int[] _parent = [.. Enumerable.Range(0, count)];

        public int Find(int item)
        {
            while (_parent[item] != item) item = _parent[item] = _parent[_parent[item]];
            return item;
        }

        public void Union(int first, int second) => _parent[Find(first)] = Find(second);
    }
}
