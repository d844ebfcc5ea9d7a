namespace VideoPipeline.Codecs;

/// <summary>
/// Looks at coded samples before they are decoded apart from the rest of their video, and says whether that gives the same
/// frames. Pure over the bytes of one sample; cheap: it steps from unit to unit and reads headers only.
/// </summary>
public interface ISampleGuard
{
    /// <summary>
    /// Whether a decoder that starts at this sample decodes it, and every frame presented after it, exactly as one that comes
    /// from the beginning of the video.
    /// </summary>
    /// <param name="head">
    /// The sample, or at least its first <see cref="SampleGuard.HeadBytes"/>; false where that does not prove it.
    /// </param>
    bool IsRandomAccessPoint(ReadOnlySpan<byte> head);

    /// <summary>
    /// Why this sample forbids decoding the video in parts: it changes a parameter that the sample description sets, or does
    /// not hold exactly one frame. Null where all is well.
    /// </summary>
    /// <param name="sample">The whole sample.</param>
    /// <returns>A reason in a person's words, the end of a sentence.</returns>
    string? FindUnsplittableReason(ReadOnlySpan<byte> sample);

    /// <summary>An objection: the display orientation of a sample, or its EXIF orientation, turns pictures.</summary>
    const string RotatesPictures = "a sample turns its picture, which ffmpeg goes on with and which the first picture's size is scaled to";

    /// <summary>An objection: film grain is added to pictures.</summary>
    const string HasFilmGrain = "its pictures are given film grain, which depends on those before them";

    /// <summary>Which samples are worth asking for <see cref="ReadPersistentState"/>.</summary>
    StatefulSamples StatefulSamples => StatefulSamples.First;

    /// <summary>Whether a key sample may take away frames before it that are still to be shown, so that it is looked at for their sake.</summary>
    bool MayDropPendingFrames => false;

    /// <summary>What this sample leaves behind for later ones, over random access points too.</summary>
    /// <param name="head">The sample, or its first bytes.</param>
    /// <returns>Null where the bytes end too early to tell.</returns>
    PersistentState? ReadPersistentState(ReadOnlySpan<byte> head) => default(PersistentState);

    /// <summary>How a decoder that begins somewhere orders what it outputs from there on; null where the samples do not tell.</summary>
    OutputOrderReader? CreateOutputOrderReader() => null;

    /// <summary>
    /// Why what stands behind a sample's picture forbids decoding the video in parts: headers that hold for the samples after it.
    /// </summary>
    /// <param name="tail">The last bytes of the sample, or all.</param>
    string? FindTrailingUnsplittableReason(ReadOnlySpan<byte> tail) => null;

    /// <summary>An objection: headers stand where nobody looks for them.</summary>
    const string HasTrailingHeaders = "headers follow the picture in a sample";

    /// <summary>
    /// Whether only the sample after it tells that a sample is shown in its turn: the codec may have B-frames, but the container
    /// gives them no order.
    /// </summary>
    bool NeedsNextSampleForOrder => false;

    /// <summary>
    /// Whether a decoder that has come from samples elsewhere in the video, and goes on with this one, decodes it and every frame
    /// presented after it exactly, and gives all its frames in the order of presentation.
    /// </summary>
    /// <param name="head">As for <see cref="IsRandomAccessPoint"/>, which holds of it; false where that does not prove it.</param>
    bool ResetsDecoder(ReadOnlySpan<byte> head) => false;

    /// <summary>
    /// Whether every other frame decodes the same without this sample: no frame refers to its picture, and it leaves nothing
    /// behind in the decoder.
    /// </summary>
    /// <param name="sample">The whole sample, which is not objected to; false where it does not prove that.</param>
    /// <param name="next">The sample after it in decode order, or as much as <see cref="IsRandomAccessPoint"/> is given of it.</param>
    bool IsDisposable(ReadOnlySpan<byte> sample, ReadOnlySpan<byte> next) => false;
}
