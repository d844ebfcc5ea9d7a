using System.Runtime.CompilerServices;
using VideoPipeline.Errors;
using VideoPipeline.Selection;
using VideoPipeline.Video;

namespace VideoPipeline.Decoding.Selected;

/// <summary>
/// Selects frames of a video that is decoded from its start, with frames numbered consecutively in output order.
/// </summary>
internal static class SequentialSelection
{
    /// <summary>
    /// Decodes the selected frames. Decoding ends with the last of them, unless the frame table of the video was rejected.
    /// </summary>
    /// <param name="decoder">Decodes the whole video, without a frame table.</param>
    /// <param name="index">The index of the video.</param>
    /// <param name="selection">The selection.</param>
    /// <param name="video">The name of the video in messages.</param>
    /// <param name="cancellation">Cancels the operation and ends ffmpeg.</param>
    /// <exception cref="InvalidInputException">A selected frame is beyond the end of the video, or frames are selected by
    /// count.</exception>
    /// <exception cref="CorruptVideoException">Damage makes it impossible to number the frames.</exception>
    public static async IAsyncEnumerable<NumberedFrame> DecodeAsync(
        RangeDecoder decoder, VideoIndex index, FrameSelection selection, string video,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (selection.Count is { } count)
            throw new InvalidInputException(
                $"The number of frames of {video} is known only after decoding all of them, so {count} cannot be placed at even distances. "
                + "Select frames with every or fps.");
        var cursor = new SelectionCursor(selection, index.Video.TimeBase, count: null);
        var keys = index.KeyFrameTimestamps();
        // The end time of a frame is known only when the next frame is decoded.
        using var previous = new PreviousFrame();
        var first = 0L;
        await foreach (var frame in decoder.DecodeAsync(range: null, cancellation))
        {
            if (frame.Number == 0) first = frame.Pts;
            else if (IsSelected(frame.Pts)) yield return previous.Frame;
            // Which frames are missing is known only at the end.
            if (cursor.AtEnd && index.RejectedFrameCount is null) yield break;
            previous.Replace(frame);
        }
        if (decoder.Missing is [var gap, ..])
            throw new CorruptVideoException(
                $"{video} is damaged so that its frames cannot be numbered, and none can be selected ({gap.Cause}). " +
                "Download or export it again, or run without a frame selection.");
        if (previous.Count > 0 && IsSelected(previous.End)) yield return previous.Frame;
        cursor.Complete(previous.Count, video);

        bool IsSelected(long end) => cursor.Selects(
            previous.Frame.Number, previous.Frame.Pts - first, end - first, keys.Contains(previous.Frame.Pts));
    }
}
