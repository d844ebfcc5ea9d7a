using System.Buffers;

namespace VideoPipeline.Containers.MpegTs.Streams;

/// <summary>
/// A video codec in a transport stream. ffmpeg's parser concatenates the payloads of all PES packets and splits them into frames
/// again. The time stamp of each frame is known only if each payload is exactly one of these frames.
/// </summary>
internal interface IElementaryStream
{
    /// <summary>
    /// Creates the sample description (<c>stsd</c> box) for MP4 files from the first access unit, which must be a random access
    /// point with all parameters.
    /// </summary>
    /// <exception cref="UnprovenTimelineException">It is not a random access point, or a parameter is missing.</exception>
    byte[] CreateSampleDescription(ReadOnlySpan<byte> first);

    /// <summary>Checks whether ffmpeg's parser outputs exactly one frame for the payload of a PES packet.</summary>
    /// <param name="content">The payload of a PES packet.</param>
    /// <returns>The reason why it does not, as the end of a sentence; null if it does.</returns>
    string? FindUnsplittableReason(ReadOnlySpan<byte> content);

    /// <summary>
    /// The maximum number of frames that a decoder buffers for reordering; null if the stream does not declare it. Set by
    /// <see cref="CreateSampleDescription"/>.
    /// </summary>
    int? MaxReorderFrames { get; }

    /// <summary>
    /// Returns the position of a frame in the output order of the decoder: a larger value for each frame that is output later.
    /// Does not depend on the time stamps. Call it for all access units sequentially, starting with the one passed to
    /// <see cref="CreateSampleDescription"/>.
    /// </summary>
    long NextOutputOrder(ReadOnlySpan<byte> content);

    /// <summary>Writes the access unit in the form that MP4 files store.</summary>
    void WriteSample(ReadOnlySpan<byte> content, IBufferWriter<byte> sample);
}

/// <summary>Creates the <see cref="IElementaryStream"/> for a stream type.</summary>
internal static class ElementaryStream
{
    /// <param name="streamType"><c>stream_type</c> in the PMT (ISO/IEC 13818-1, table 2-34).</param>
    /// <returns>Null for an unsupported type.</returns>
    public static IElementaryStream? Of(int streamType) => streamType switch
    {
        0x02 => new Mpeg2Stream(),
        0x1B => new H264Stream(),
        0x24 => new HevcStream(),
        _ => null,
    };
}
