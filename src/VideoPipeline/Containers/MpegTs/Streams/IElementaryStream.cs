using System.Buffers;

namespace VideoPipeline.Containers.MpegTs.Streams;

/// <summary>
/// A kind of video as a transport stream carries it. A decoder's parser joins the contents of all PES packets and divides them
/// anew; only where each packet's content is just one of its parts is it known which time stamp a frame gets.
/// </summary>
internal interface IElementaryStream
{
    /// <summary>
    /// The sample description (<c>stsd</c> box) that an MP4 file of this video has, made of the first access unit, where a decoder
    /// that knows nothing must be able to begin.
    /// </summary>
    /// <exception cref="UnprovenTimelineException">It cannot begin there, or something that is needed is missing.</exception>
    byte[] Describe(ReadOnlySpan<byte> first);

    /// <summary>Why ffmpeg's parser would not make exactly one packet of this content; null where it would.</summary>
    /// <param name="content">All that a PES packet holds.</param>
    /// <returns>A reason in a person's words, the end of a sentence.</returns>
    string? FindUnsplittableReason(ReadOnlySpan<byte> content);

    /// <summary>
    /// How many frames a decoder holds back at most until their turn comes; null where the stream does not say. Known once
    /// described.
    /// </summary>
    int? MaxReorderFrames { get; }

    /// <summary>
    /// A number that is larger for each access unit whose frame a decoder outputs later, whatever the time stamps say; for access
    /// units one after the other, from the one that was described.
    /// </summary>
    long NextOrder(ReadOnlySpan<byte> content);

    /// <summary>Writes the access unit as an MP4 file stores it.</summary>
    void WriteSample(ReadOnlySpan<byte> content, IBufferWriter<byte> sample);
}

/// <summary>The kinds that are understood here.</summary>
internal static class ElementaryStream
{
    /// <param name="streamType">As the program's table says it (ISO/IEC 13818-1, table 2-34).</param>
    /// <returns>Null for any other.</returns>
    public static IElementaryStream? Of(int streamType) => streamType switch
    {
        0x02 => new Mpeg2Stream(),
        0x1B => new H264Stream(),
        0x24 => new HevcStream(),
        _ => null,
    };
}
