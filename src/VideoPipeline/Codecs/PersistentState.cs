namespace VideoPipeline.Codecs;

/// <summary>
/// The state that a sample leaves for later samples, across random access points too, and that changes their frames: in the
/// decoder, or in ffmpeg's filters, which the first frame configures.
/// </summary>
/// <param name="UnsplittableReason">Why a video with this sample cannot be split, as the end of a sentence; null where it
/// can.</param>
/// <param name="Parameters">
/// Parameters that apply until a later sample sets them, packed. The video can be split where all samples that set them have
/// equal values. Null where the sample sets none.
/// </param>
internal readonly record struct PersistentState(string? UnsplittableReason, ulong? Parameters);

/// <summary>Which samples of a video may have persistent state.</summary>
internal enum StatefulSamples
{
    /// <summary>At most the first sample, which configures the filters.</summary>
    First,

    /// <summary>Key samples only.</summary>
    KeySamples,

    /// <summary>Any sample.</summary>
    All,
}
