using VideoPipeline.Decoding;
using VideoPipeline.Video;

namespace VideoPipeline;

/// <summary>A decoded frame, upright, 8 bits per channel. Valid until the next one is requested.</summary>
public readonly struct VideoFrame
{
    private readonly Picture _picture;

    internal VideoFrame(NumberedFrame frame, TimeBase timeBase)
    {
        (Number, Pts, Time, _picture) = (frame.Number, frame.Pts, timeBase.ToSeconds(frame.Pts), frame.Frame.Pictures[0]);
    }

    /// <summary>The frame's number in presentation order, from 0.</summary>
    public long Number { get; }

    /// <summary>
    /// The presentation time stamp in the stream's time base (<see cref="VideoProperties.TimeBase"/>), the edit list applied.
    /// </summary>
    public long Pts { get; }

    /// <summary>The presentation time in seconds.</summary>
    public double Time { get; }

    /// <summary>Pixels per row.</summary>
    public int Width => _picture.Width;

    /// <summary>Rows.</summary>
    public int Height => _picture.Height;

    /// <summary>
    /// R, G, B of each pixel, row by row without padding: 3 · <see cref="Width"/> · <see cref="Height"/> bytes.
    /// </summary>
    public ReadOnlySpan<byte> Rgb => _picture.Span;
}
