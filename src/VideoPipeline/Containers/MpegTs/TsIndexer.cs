using VideoPipeline.Containers.Common;
using VideoPipeline.Containers.MpegTs.Streams;
using VideoPipeline.Errors;
using VideoPipeline.Sources.Access;

namespace VideoPipeline.Containers.MpegTs;

/// <summary>
/// Indexes MPEG transport streams (ISO/IEC 13818-1; including M2TS, BDAV and packets of 204 bytes). They have no sample table, so
/// the indexer reads the complete file once, and checks all samples while reading.
/// </summary>
internal static class TsIndexer
{
    private const int BufferBytes = 1 << 20;

    private const string Truncated =
        "the file ends in the middle of a frame, so it was cut off: how many frames are missing at the end is unknown";

    /// <summary>Indexes the first video stream in ffmpeg's order. Sends one request for the complete file.</summary>
    /// <param name="source">The file.</param>
    /// <param name="cancellation">Cancels the reads.</param>
    /// <returns>
    /// Null if the file is not a transport stream. A result without an index if the file leaves open which frames the video has;
    /// another indexer may support it.
    /// </returns>
    /// <exception cref="UnsupportedVideoException">The video is scrambled.</exception>
    public static async Task<ContainerIndex?> ReadAsync(IVideoSource source, CancellationToken cancellation)
    {
        var head = new byte[PacketLayout.MinPackets * PacketLayout.MaxStride];
        var length = await source.ReadAsync(0, head, cancellation);
        if (PacketLayout.Detect(head.AsSpan(0, length)) is not { } layout) return null;
        var scanner = new TsScanner(layout, source.DisplayName);
        try
        {
            await ScanAsync(source, layout, scanner, cancellation);
            return new ContainerIndex(TsTimeline.CreateIndex(source, layout, scanner));
        }
        catch (UnprovenTimelineException unproven)
        {
            var isTruncated = unproven.IsTruncated || source.Length % layout.Stride != 0;
            return new ContainerIndex(null, unproven.Message, Remark: isTruncated ? Truncated : null);
        }
    }

    private static async Task ScanAsync(
        IVideoSource source, PacketLayout layout, TsScanner scanner, CancellationToken cancellation)
    {
        await using var input = await source.OpenAsync(0, source.Length, cancellation);
        var buffer = new byte[BufferBytes / layout.Stride * layout.Stride];
        for (var offset = 0L; offset < source.Length;)
        {
            var needed = (int)Math.Min(buffer.Length, source.Length - offset);
            var read = await input.ReadAtLeastAsync(buffer, needed, throwOnEndOfStream: false, cancellation);
            if (read < needed)
                throw new SourceUnavailableException(
                    $"Reading {source.DisplayName} ended at byte {offset + read} of {source.Length}. " +
                    "Try again.");
            if (read % layout.Stride != 0) throw new UnprovenTimelineException("it ends in the middle of a TS packet");
            for (var at = 0; at < read; at += layout.Stride) scanner.Read(offset + at, buffer.AsSpan(at, layout.Stride));
            offset += read;
        }
        try
        {
            scanner.Finish();
        }
        catch (UnprovenTimelineException unproven) when (unproven.IsShort)
        {
            throw new UnprovenTimelineException(unproven.Message) { IsTruncated = true };
        }
    }
}
