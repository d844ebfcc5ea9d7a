using VideoPipeline.Stills.Fingerprints;

namespace VideoPipeline.Search;

/// <summary>A shot of a run.</summary>
/// <param name="Run">The run's name, or the path of its folder.</param>
/// <param name="Video">The video's address.</param>
/// <param name="Start">Its first frame.</param>
/// <param name="End">The frame after its last.</param>
public sealed record ShotOfRun(string Run, string Video, long Start, long End);

/// <summary>Shots that look alike, within a video and across videos.</summary>
public static class NearDuplicates
{
    /// <summary>Bits of 128 in which the hashes of two pictures may differ.</summary>
    private const int MostBits = 12;

    /// <summary>Pictures with fewer keypoints are too plain: all black frames are alike.</summary>
    private const int FewestKeypoints = 30;

    /// <summary>
    /// Groups of two shots or more. A shot belongs to a group if the hashes of one of its fingerprinted frames are nearly those of one
    /// of another shot in it.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<ShotOfRun>> Of(SearchableRuns runs)
    {
        var pictures = runs.Segments.SelectMany(PicturesOf).ToArray();
        var shots = pictures.Select(picture => picture.Shot).Distinct().ToList();
        var numbers = shots.Index().ToDictionary(one => one.Item, one => one.Index);
        var groups = new Groups(shots.Count);
        for (var i = 0; i < pictures.Length; i++)
            for (var j = 0; j < i; j++)
                if (pictures[i].Hashes.Distance(pictures[j].Hashes) <= MostBits)
                    groups.Join(numbers[pictures[i].Shot], numbers[pictures[j].Shot]);
        return
        [
            .. shots
                .GroupBy(shot => groups.Of(numbers[shot]))
                .Where(group => group.Count() > 1)
                .Select(group => (IReadOnlyList<ShotOfRun>)[.. group.OrderBy(shot => shot.Run, StringComparer.Ordinal).ThenBy(shot => shot.Start)])
                .OrderBy(group => group[0].Run, StringComparer.Ordinal).ThenBy(group => group[0].Start),
        ];
    }

    private static IEnumerable<(ShotOfRun Shot, PictureHashes Hashes)> PicturesOf(IndexSegment segment)
    {
        var keypoints = new int[segment.Pictures.Count];
        foreach (var picture in segment.Postings.Picture) keypoints[picture]++;
        foreach (var place in segment.Places())
        {
            for (var i = place.FirstPicture; i < place.FirstPicture + place.Run.Pictures; i++)
            {
                if (keypoints[i] < FewestKeypoints) continue;
                var (start, end) = (segment.Pictures.ShotStart[i], segment.Pictures.ShotEnd[i]);
                yield return (new ShotOfRun(place.Run.Run, place.Run.Video, start, end), segment.Frames.Hashes[segment.Pictures.Row[i]]);
            }
        }
    }

    /// <summary>Disjoint sets that are joined (Galler and Fischer 1964).</summary>
    private sealed class Groups(int count)
    {
        private readonly int[] _above = [.. Enumerable.Range(0, count)];

        public int Of(int one)
        {
            while (_above[one] != one) one = _above[one] = _above[_above[one]];
            return one;
        }

        public void Join(int one, int other) => _above[Of(one)] = Of(other);
    }
}
