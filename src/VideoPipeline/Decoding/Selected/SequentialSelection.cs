using System.Runtime.CompilerServices;
using VideoPipeline.Errors;
using VideoPipeline.Selection;
using VideoPipeline.Video;

namespace VideoPipeline.Decoding.Selected;

/// <summary>Picks frames out of a video that is decoded from its beginning, numbered as they come.</summary>
internal static class SequentialSelection
{
    /// <summary>The picked frames; decoding ends with the last of them, unless the video's frame table has proved wrong.</summary>
    /// <param name="decoder">Decodes the whole video, without a frame table.</param>
    /// <param name="index">The video's index.</param>
    /// <param name="picks">What is wanted.</param>
    /// <param name="video">What messages call the video.</param>
    /// <param name="cancellation">Ends ffmpeg.</param>
    /// <exception cref="InvalidInputException">Frames beyond the end are picked.</exception>
    /// <exception cref="CorruptVideoException">Damage leaves it unknown which frame is which.</exception>
    public static async IAsyncEnumerable<NumberedFrame> DecodeAsync(
        RangeDecoder decoder, VideoIndex index, FrameSelection picks, string video, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var walk = new SelectionCursor(picks, index.Video.TimeBase);
        var keys = index.KeyFrameTimestamps();
        // Until when a frame is shown is known when the next one comes.
        using var before = new PreviousFrame();
        var first = 0L;
        await foreach (var frame in decoder.DecodeAsync(range: null, cancellation))
        {
            if (frame.Number == 0) first = frame.Pts;
            else if (Wants(frame.Pts)) yield return before.Frame;
            // Where frames are missing is only known at the very end.
            if (walk.AtEnd && index.RejectedFrameCount is null) yield break;
            before.Hold(frame);
        }
        if (decoder.Missing is [var gap, ..])
            throw new CorruptVideoException(
                $"{video} is damaged in such a way that its frames cannot be numbered, and so none can be picked ({gap.Cause}). Fetch or export it again, or analyse all that can be decoded.");
        if (before.Count > 0 && Wants(before.End)) yield return before.Frame;
        walk.End(before.Count, video);

        bool Wants(long gone) => walk.Selects(before.Frame.Number, before.Frame.Pts - first, gone - first, keys.Contains(before.Frame.Pts));
    }
}
