namespace VideoPipeline.Search;

/// <summary>Where and when a run shows the query image.</summary>
/// <param name="Run">The run's name, or the path of its folder.</param>
/// <param name="Video">The display name of the video's address.</param>
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
    string Run, string Video, long Start, long End, double StartSeconds, double EndSeconds, long Frame, double Seconds,
    IReadOnlyList<IReadOnlyList<double>> Corners, bool Mirrored, string By, double Score, int Matches)
{
    /// <summary>Keypoints of the image and the frame match, and are consistent with a homography.</summary>
    public const string ByKeypoints = "keypoints";

    /// <summary>The hashes of the frame are near those of the image; its keypoints were not matched.</summary>
    public const string ByHashes = "hashes";
}
