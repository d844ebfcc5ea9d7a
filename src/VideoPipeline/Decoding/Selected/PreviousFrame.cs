namespace VideoPipeline.Decoding.Selected;

/// <summary>A copy of the previous frame, which stays valid while the next frame is processed.</summary>
internal sealed class PreviousFrame : IDisposable
{
    private RawFrame? _copy;
    private long _duration;

    /// <summary>The number of frames copied so far.</summary>
    public long Count { get; private set; }

    /// <summary>The copied frame; valid where <see cref="Count"/> is not 0.</summary>
    public NumberedFrame Frame { get; private set; }

    /// <summary>
    /// The end time of the frame if it is the last one: it has the duration of the frame before, or 0 if it is the only one.
    /// </summary>
    public long End => Frame.Pts + _duration;

    /// <summary>Replaces the copied frame.</summary>
    public void Replace(NumberedFrame frame)
    {
        _duration = Count == 0 ? 0 : frame.Pts - Frame.Pts;
        var pictures = frame.Frame.Pictures;
        _copy ??= new RawFrame([.. pictures.Select(picture => new Picture(picture.Layout, picture.Width, picture.Height))]);
        for (var i = 0; i < pictures.Count; i++) pictures[i].Span.CopyTo(_copy.Pictures[i].Span);
        _copy.Pts = frame.Frame.Pts;
        Frame = frame with { Frame = _copy };
        Count++;
    }

    /// <inheritdoc/>
    public void Dispose() => _copy?.Dispose();
}
