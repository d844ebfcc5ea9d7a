using VideoPipeline.Results.Files;
using VideoPipeline.Results.Pixels;

namespace VideoPipeline.Results.Wording;

/// <summary>What is remarkable about a shot, in words; nothing for a normal shot that starts with a cut.</summary>
internal static class ShotRemarks
{
    /// <summary>Returns the remarks on a shot.</summary>
    /// <param name="summary">The summary.</param>
    /// <param name="index">The index of the shot.</param>
    public static IEnumerable<string> Of(Summary summary, int index)
    {
        var shot = summary.Shots[index];
        if (shot.Transition == SummaryShot.Fade) yield return SummaryShot.Fade;
        if (shot.Camera.Kind != "unknown") yield return CameraText.Format(shot.Camera);
        if (shot.PixelClass != PixelClass.Normal.Name()) yield return shot.PixelClass;
        var first = summary.NearDuplicateShots.FirstOrDefault(group => group.Skip(1).Contains(index))?[0];
        if (first is { } duplicate) yield return $"like shot {duplicate + 1}";
    }
}
