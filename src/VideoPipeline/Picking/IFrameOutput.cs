using VideoPipeline.Decoding;

namespace VideoPipeline.Picking;

/// <summary>Takes picked frames, in ascending order, each once.</summary>
public interface IFrameOutput
{
    /// <summary>The next frame; valid during the call only.</summary>
    void Add(NumberedFrame frame);

    /// <summary>
    /// Forget all that came: the video proved not to bear cutting, so the numbers may have been wrong. All picks come again.
    /// </summary>
    void StartOver();
}
