using VideoPipeline.Results.Files;

namespace VideoPipeline.Exports.Shots;

/// <summary>A shot of a list.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Shot">The shot in the summary.</param>
/// <param name="StartTicks">The time stamp of its start, in the time base of the video.</param>
/// <param name="EndTicks">
/// The time stamp of its end; that of its start if the video has a single frame, whose duration is unknown.
/// </param>
/// <param name="Remarks">What is remarkable about it, such as <c>fade</c> or <c>zoom in</c>.</param>
internal sealed record ListedShot(
    int Number, SummaryShot Shot, long StartTicks, long EndTicks, IReadOnlyList<string> Remarks)
{
    /// <summary>The first frame.</summary>
    public long Start => Shot.Start;

    /// <summary>The frame after the last.</summary>
    public long End => Shot.End;

    /// <summary>The title: the number and, where classified, the first name of the best label.</summary>
    public string Title => Shot.Labels is [var best, ..] ? $"Shot {Number}: {best.Name.Split(',')[0]}" : $"Shot {Number}";
}
