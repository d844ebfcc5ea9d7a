namespace VideoPipeline.Decoding.Selected;

/// <summary>Receives selected frames: each once, in any order, and concurrently from several threads.</summary>
internal interface IFrameSink
{
    /// <summary>Receives a selected frame.</summary>
    /// <param name="place">The position of the frame among the selected frames, from 0.</param>
    /// <param name="frame">The frame, valid during the call only.</param>
    void Add(long place, NumberedFrame frame);

    /// <summary>
    /// Discards all frames received so far: the video turned out to be unsplittable, so their numbers may be wrong. All selected
    /// frames are passed again.
    /// </summary>
    void Restart();
}
