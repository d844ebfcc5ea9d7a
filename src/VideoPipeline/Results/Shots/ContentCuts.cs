namespace VideoPipeline.Results.Shots;

/// <summary>
/// Detects cuts between frames that are not consecutive in the video. If the selected frames are far apart, block matching
/// fails, and the change of content is used instead. The algorithm and its parameters are those of <c>ContentDetector</c> in
/// PySceneDetect with the flash filter in the mode "merge", the default since 0.6.4 (B. Castellano, scenedetect.com/docs).
/// </summary>
/// <remarks>
/// A frame is a <em>change</em> if its score reaches <see cref="Threshold"/>. A change at least <see cref="MinimumLength"/>
/// frames after the previous change is a cut. An earlier change (a flash, a flicker) starts an event that includes all further
/// changes. Once the event has lasted for that length and no change has occurred for that length, its last change is a cut.
/// Before the first cut, changes that occur too early are ignored. The filter is stateful, so it runs over all rows at once and
/// never over a single range.
/// </remarks>
internal static class ContentCuts
{
    /// <summary>The minimum content score (mean change of hue, saturation and value, 0–255) of a change.</summary>
    public const double Threshold = 27.0;

    /// <summary>The minimum number of frames between two cuts, and before the first cut.</summary>
    public const int MinimumLength = 15;

    /// <summary>Returns the first row of every shot except the first shot.</summary>
    /// <param name="scores">The content score of each row relative to the previous row; the first one is ignored.</param>
    /// <param name="frames">The frame number of each row, strictly increasing. Lengths are counted in frames of the
    /// video.</param>
    public static IReadOnlyList<int> Find(ReadOnlySpan<double> scores, ReadOnlySpan<long> frames)
    {
        var cuts = new List<int>();
        var lastChange = 0;
        int? eventStart = null;
        for (var row = 1; row < scores.Length; row++)
        {
            var isChange = scores[row] >= Threshold;
            var longEnough = frames[row] - frames[lastChange] >= MinimumLength;
            if (isChange) lastChange = row;
            if (eventStart is { } start)
            {
                var lasted = frames[lastChange] - frames[start] >= MinimumLength;
                if (isChange || !longEnough || !lasted) continue;
                cuts.Add(lastChange);
                eventStart = null;
            }
            else if (isChange && longEnough)
            {
                cuts.Add(row);
            }
            else if (isChange && cuts.Count > 0)
            {
                eventStart = row;
            }
        }
        return cuts;
    }
}
