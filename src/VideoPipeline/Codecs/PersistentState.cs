namespace VideoPipeline.Codecs;

/// <summary>
/// What a sample leaves behind for later ones, over random access points too, and that changes their frames: in the decoder, or in
/// ffmpeg's filters, which are set up by the first frame.
/// </summary>
/// <param name="UnsplittableReason">Why a video with this sample is decoded whole, the end of a sentence; null where nothing is against parts.</param>
/// <param name="Parameters">
/// Parameters that hold until they are stated again, packed; parts are right where all samples that state them state the same. Null where
/// the sample states none.
/// </param>
public readonly record struct PersistentState(string? UnsplittableReason, ulong? Parameters);

/// <summary>Which samples of a video may carry such state.</summary>
public enum StatefulSamples
{
    /// <summary>None, or only the first matters: it sets up the filters.</summary>
    First,

    /// <summary>Key samples.</summary>
    KeySamples,

    /// <summary>Any sample.</summary>
    All,
}
