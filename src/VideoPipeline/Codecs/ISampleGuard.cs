namespace VideoPipeline.Codecs;

/// <summary>
/// Checks coded samples before part of a video is decoded, and reports whether that gives the same frames as decoding the whole
/// video. Its answers depend only on the bytes of one sample. It is fast, because it reads headers only.
/// </summary>
internal interface ISampleGuard
{
    /// <summary>
    /// Whether the sample is a random access point: a decoder that starts there decodes it, and every frame presented after it,
    /// exactly as one that starts at the beginning of the video.
    /// </summary>
    /// <param name="head">
    /// The sample, or at least its first <see cref="SampleGuard.HeadBytes"/>. The result is false where they do not prove it.
    /// </param>
    bool IsRandomAccessPoint(ReadOnlySpan<byte> head);

    /// <summary>
    /// Why a sample makes the video unsplittable: it changes a parameter of the sample description, or does not have exactly one
    /// frame. Null where the sample does not.
    /// </summary>
    /// <param name="sample">The whole sample.</param>
    /// <returns>The reason, as the end of a sentence.</returns>
    string? FindUnsplittableReason(ReadOnlySpan<byte> sample);

    /// <summary>
    /// The reason for a display orientation SEI message or EXIF orientation that rotates or mirrors the picture.
    /// </summary>
    const string RotationReason =
        "a sample rotates or mirrors its picture (SEI or EXIF orientation), which ffmpeg applies to later frames too";

    /// <summary>The reason for film grain synthesis.</summary>
    const string FilmGrainReason = "it has film grain synthesis, which depends on earlier pictures";

    /// <summary>Which samples <see cref="ReadPersistentState"/> must be called for.</summary>
    StatefulSamples StatefulSamples => StatefulSamples.First;

    /// <summary>
    /// Whether a key sample may discard earlier frames that are not output yet, so that it must be checked even where only those
    /// are decoded.
    /// </summary>
    bool MayDropPendingFrames => false;

    /// <summary>Reads what a sample leaves in the decoder for later samples, across random access points too.</summary>
    /// <param name="head">The sample, or its first bytes.</param>
    /// <returns>The state; null where more bytes are needed.</returns>
    PersistentState? ReadPersistentState(ReadOnlySpan<byte> head) => default(PersistentState);

    /// <summary>
    /// Creates a reader of the output order of samples, starting at any random access point; null where samples do not state it.
    /// </summary>
    OutputOrderReader? CreateOutputOrderReader() => null;

    /// <summary>
    /// Why the end of a sample makes the video unsplittable: headers after the picture data that apply to later samples.
    /// </summary>
    /// <param name="tail">The last bytes of the sample, or the whole sample.</param>
    string? FindTrailingUnsplittableReason(ReadOnlySpan<byte> tail) => null;

    /// <summary>The reason for headers after the picture data.</summary>
    const string TrailingHeadersReason = "headers follow the picture data in a sample";

    /// <summary>
    /// Whether the following sample is needed to prove that a sample is output in order: the codec may have B-frames, but the
    /// time stamps are in decode order.
    /// </summary>
    bool NeedsNextSampleForOrder => false;

    /// <summary>
    /// Whether the sample is a decoder reset: a decoder that has decoded samples from elsewhere in the video and continues here
    /// decodes this sample and every frame presented after it exactly, and outputs all frames in presentation order.
    /// </summary>
    /// <param name="head">As for <see cref="IsRandomAccessPoint"/>, which must be true for the sample. The result is false where
    /// the bytes do not prove it.</param>
    bool ResetsDecoder(ReadOnlySpan<byte> head) => false;

    /// <summary>
    /// Whether the sample can be skipped without changing any other frame: no frame refers to its picture, and it leaves no
    /// persistent state.
    /// </summary>
    /// <param name="sample">The whole sample, for which there is no unsplittable reason. The result is false where it does not
    /// prove this.</param>
    /// <param name="next">The next sample in decode order, or at least its first <see cref="SampleGuard.HeadBytes"/>.</param>
    bool CanSkip(ReadOnlySpan<byte> sample, ReadOnlySpan<byte> next) => false;
}
