namespace VideoPipeline.Results.Shots;

/// <summary>
/// Cuts between frames that are no neighbours in the video: where frames were picked far apart, nothing is left to match, and
/// the change of content decides. The rule and the parameters of PySceneDetect's <c>ContentDetector</c> with its flash filter in
/// the mode "merge", the default since 0.6.4 (B. Castellano, scenedetect.com/docs).
/// </summary>
/// <remarks>
/// A frame <em>changes</em> if its score reaches <see cref="Threshold"/>. A change <see cref="MinimumLength"/> or more after the
/// last one is a cut. A change that comes sooner (a flash, a flicker) opens an event that takes in all further changes; once the
/// event has lasted that long and the picture has been calm for that long, its last change is a cut. Before the first cut, changes
/// that come too soon are passed over. The filter has a memory, so it runs over all rows at once and never on a range.
/// </remarks>
public static class ContentCuts
{
    /// <summary>The content score (mean change of hue, saturation and value, 0–255) from which a frame changes.</summary>
    public const double Threshold = 27.0;

    /// <summary>Frames between two cuts, and from the beginning to the first cut, at least.</summary>
    public const int MinimumLength = 15;

    /// <summary>The rows that shots begin with, but for the first.</summary>
    /// <param name="scores">The content score of each row against the row before; the first does not matter.</param>
    /// <param name="frames">The frame number of each row, strictly increasing: lengths are counted in frames of the video.</param>
    public static IReadOnlyList<int> Find(ReadOnlySpan<double> scores, ReadOnlySpan<long> frames)
    {
        var cuts = new List<int>();
        var lastChange = 0;
        int? eventStart = null;
        for (var row = 1; row < scores.Length; row++)
        {
            var changes = scores[row] >= Threshold;
            var longEnough = frames[row] - frames[lastChange] >= MinimumLength;
            if (changes) lastChange = row;
            if (eventStart is { } began)
            {
                var lasted = frames[lastChange] - frames[began] >= MinimumLength;
                if (changes || !longEnough || !lasted) continue;
                cuts.Add(lastChange);
                eventStart = null;
            }
            else if (changes && longEnough)
            {
                cuts.Add(row);
            }
            else if (changes && cuts.Count > 0)
            {
                eventStart = row;
            }
        }
        return cuts;
    }
}
