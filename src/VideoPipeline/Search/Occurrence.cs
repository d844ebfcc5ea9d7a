using System.Text.Json.Serialization;

namespace VideoPipeline.Search;

/// <summary>Where and when a video shows the query image.</summary>
/// <param name="Run">
/// The name of the run that found it, or the path of its folder. Of several runs of the video, the one with the highest score.
/// </param>
/// <param name="Video">The display name of the video's address.</param>
/// <param name="Content">The identity of the video's content.</param>
/// <param name="Start">The number of the first analyzed frame that shows it.</param>
/// <param name="End">The number after that of the last frame that shows it.</param>
/// <param name="StartSeconds">The presentation time of the first frame in seconds, in the video's time line.</param>
/// <param name="EndSeconds">The presentation time of the last frame in seconds.</param>
/// <param name="Frame">
/// The number of the frame to which <paramref name="Corners"/>, <paramref name="Score"/> and <paramref name="Matches"/> refer.
/// </param>
/// <param name="Seconds">The presentation time of that frame in seconds.</param>
/// <param name="Corners">
/// The corners of the image in that frame: x and y in pixels of the upper left, upper right, lower right and lower left corner.
/// They are outside the frame if the frame shows only part of the image.
/// </param>
/// <param name="Mirrored">Whether the image is mirrored horizontally.</param>
/// <param name="By">How it was found: <see cref="ByKeypoints"/> or <see cref="ByHashes"/>.</param>
/// <param name="Score">
/// By keypoints: the negated decimal logarithm of the expected number of false alarms (<see cref="FalseAlarmCount"/>). By hashes:
/// the number of equal bits, of 128.
/// </param>
/// <param name="Matches">By keypoints: the number of inliers of the homography. By hashes: 0.</param>
internal sealed record Occurrence(
    string Run, string Video, [property: JsonIgnore] string Content, long Start, long End, double StartSeconds,
    double EndSeconds, long Frame, double Seconds, IReadOnlyList<IReadOnlyList<double>> Corners, bool Mirrored, string By,
    double Score, int Matches)
{
    /// <summary>Keypoints of the image and the frame match, and are consistent with a homography.</summary>
    public const string ByKeypoints = "keypoints";

    /// <summary>The hashes of the frame are near those of the image; its keypoints were not matched.</summary>
    public const string ByHashes = "hashes";

    /// <summary>
    /// Merges what several runs of the same video have found: occurrences that share frames become one, with the corners and the
    /// score of the most confident.
    /// </summary>
    public static IEnumerable<Occurrence> MergeRuns(IEnumerable<Occurrence> occurrences)
    {
        var merged = new List<Occurrence>();
        var ordered = occurrences
            .OrderBy(one => one.Content, StringComparer.Ordinal).ThenBy(one => one.Mirrored)
            .ThenBy(one => one.Start).ThenBy(one => one.Run, StringComparer.Ordinal);
        foreach (var one in ordered)
        {
            if (merged.Count > 0 && merged[^1] is var last
                && last.Content == one.Content && last.Mirrored == one.Mirrored && one.Start < last.End)
                merged[^1] = last.MergeWith(one);
            else merged.Add(one);
        }
        return merged;
    }

    // Frame numbers and times are those of the video, so they agree between its runs. Of equal ones, that of the later name: the
    // newest run.
    private Occurrence MergeWith(Occurrence later)
    {
        var best = later.Confidence.CompareTo(Confidence) >= 0 ? later : this;
        var last = later.End > End ? later : this;
        return best with { Start = Start, StartSeconds = StartSeconds, End = last.End, EndSeconds = last.EndSeconds };
    }

    private (bool, double) Confidence => (By == ByKeypoints, Score);
}
