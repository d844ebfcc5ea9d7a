namespace VideoPipeline.Decoding;

/// <summary>A decoded frame. It and its pictures are reused: they are valid only until the next frame is read.</summary>
internal sealed class RawFrame : IDisposable
{
    internal RawFrame(Picture[] pictures) => Pictures = pictures;

    /// <summary>The presentation time stamp in the time base of <see cref="DecodeSettings.TimeBase"/>.</summary>
    public long Pts { get; internal set; }

    /// <summary>The frame in each layout of <see cref="DecodeSettings.Layouts"/>, in that order.</summary>
    public IReadOnlyList<Picture> Pictures { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var picture in Pictures) picture.Dispose();
    }
}
