namespace VideoPipeline.Decoding.Selected;

/// <summary>A copy of the frame that came last, which stays while the next one is looked at.</summary>
internal sealed class PreviousFrame : IDisposable
{
    private RawFrame? _copy;
    private long _lasted;

    /// <summary>How many frames were held, one after the other.</summary>
    public long Count { get; private set; }

    /// <summary>The frame; there is one when <see cref="Count"/> is not 0.</summary>
    public NumberedFrame Frame { get; private set; }

    /// <summary>When the frame is over if it is the last: it lasts as long as the one before, and a lone one no time.</summary>
    public long End => Frame.Pts + _lasted;

    /// <summary>Copies a frame in place of the one held.</summary>
    public void Hold(NumberedFrame frame)
    {
        _lasted = Count == 0 ? 0 : frame.Pts - Frame.Pts;
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
