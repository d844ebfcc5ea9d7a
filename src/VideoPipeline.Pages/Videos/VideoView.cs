using VideoPipeline.Results.Files;

namespace VideoPipeline.Pages.Videos;

/// <summary>What the pages show of an analyzed video. It depends on the video and the options alone, like the summary.</summary>
/// <param name="Name">The name of the file or address.</param>
/// <param name="Summary">The summary; with one shot or more.</param>
/// <param name="Frames">The frames.</param>
/// <param name="Pictures">Pictures of frames at even distances, in presentation order.</param>
/// <param name="ColorBar">A PNG file of one pixel row: the mean color over time.</param>
public sealed record VideoView(
    string Name, Summary Summary, FrameSeries Frames, IReadOnlyList<Picture> Pictures, ReadOnlyMemory<byte> ColorBar)
{
    /// <summary>
    /// Returns the index of the picture that shows a shot: that nearest to its representative frame; null if none is of the shot.
    /// </summary>
    public int? PictureOf(SummaryShot shot)
    {
        int? nearest = null;
        for (var i = 0; i < Pictures.Count; i++)
        {
            var frame = Pictures[i].Frame;
            if (frame < shot.Start || frame >= shot.End) continue;
            if (nearest is null || Math.Abs(frame - shot.Frame) < Math.Abs(Pictures[nearest.Value].Frame - shot.Frame))
                nearest = i;
        }

        return nearest;
    }

    /// <summary>Returns the indexes of at most <paramref name="count"/> pictures at even distances.</summary>
    public IEnumerable<int> SpacedPictures(int count)
    {
        var shown = Math.Min(count, Pictures.Count);
        return Enumerable.Range(0, shown).Select(i => ((2 * i) + 1) * Pictures.Count / (2 * shown));
    }
}
