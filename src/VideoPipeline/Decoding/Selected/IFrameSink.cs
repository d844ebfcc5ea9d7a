namespace VideoPipeline.Decoding.Selected;

/// <summary>Takes picked frames, each once, in any order and from several threads at the same time.</summary>
public interface IFrameSink
{
    /// <summary>A picked frame.</summary>
    /// <param name="place">Its place among the picked frames, from 0.</param>
    /// <param name="frame">Valid during the call only.</param>
    void Add(long place, NumberedFrame frame);

    /// <summary>
    /// Forget all that came: the video proved not to bear cutting, so the numbers may have been wrong. All picks come again.
    /// </summary>
    void Restart();
}
