namespace VideoPipeline.Search;

/// <summary>Where and when a picture is to be seen.</summary>
/// <param name="Run">The run's name, or the path of its folder.</param>
/// <param name="Video">The video's address.</param>
/// <param name="Start">The first frame in which it was seen.</param>
/// <param name="End">The frame number after the last.</param>
/// <param name="StartSeconds">When the first is shown, in the video's own time.</param>
/// <param name="EndSeconds">When the last is shown.</param>
/// <param name="Frame">The frame that <paramref name="Corners"/>, <paramref name="Score"/> and <paramref name="Matches"/> are of.</param>
/// <param name="Seconds">When it is shown.</param>
/// <param name="Corners">
/// Where the picture's corners are in that frame: x and y in pixels of the upper left, upper right, lower right and lower left; beyond
/// the frame where the picture is.
/// </param>
/// <param name="Mirrored">Whether left and right are exchanged.</param>
/// <param name="By">How it was told: <see cref="ByKeypoints"/> or <see cref="ByHashes"/>.</param>
/// <param name="Score">
/// By keypoints: of 10^score searches like this, one would find a picture that is not there; see <see cref="FalseAlarmCount"/>. By hashes:
/// the bits of the 128 that agree.
/// </param>
/// <param name="Matches">By keypoints: how many agree. By hashes: 0.</param>
public sealed record Occurrence(
    string Run, string Video, long Start, long End, double StartSeconds, double EndSeconds, long Frame, double Seconds,
    IReadOnlyList<IReadOnlyList<double>> Corners, bool Mirrored, string By, double Score, int Matches)
{
    /// <summary>Keypoints of the picture were found in the frame, and agree on where it is.</summary>
    public const string ByKeypoints = "keypoints";

    /// <summary>The frame as a whole looks like the picture, and has no keypoints that could be compared.</summary>
    public const string ByHashes = "hashes";
}
