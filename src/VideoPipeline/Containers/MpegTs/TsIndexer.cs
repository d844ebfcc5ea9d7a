using VideoPipeline.Containers.Common;
using VideoPipeline.Containers.MpegTs.Streams;
using VideoPipeline.Errors;
using VideoPipeline.Sources.Access;
using VideoPipeline.Video;

namespace VideoPipeline.Containers.MpegTs;

/// <summary>
/// Indexes MPEG transport streams (ISO/IEC 13818-1; also M2TS, BDAV and packets of 204 bytes). Nothing in such a file tells where
/// its samples are, so it is read once from front to end, and proven on the way.
/// </summary>
public static class TsIndexer
{
    private const int BufferBytes = 1 << 20;

    /// <summary>Scans the first video stream, as ffmpeg counts. One request for the whole file.</summary>
    /// <param name="source">The file.</param>
    /// <param name="cancellation">Stops it between two reads.</param>
    /// <returns>
    /// Null where the file is no transport stream. The scan ends where something leaves open which frames the video has; another
    /// way of indexing may still do.
    /// </returns>
    /// <exception cref="UnsupportedVideoException">The video is scrambled.</exception>
    public static async Task<ContainerIndex?> ReadAsync(IVideoSource source, CancellationToken cancellation)
    {
        var head = new byte[PacketLayout.FewestPackets * PacketLayout.LargestStride];
        var length = await source.ReadAsync(0, head, cancellation);
        if (PacketLayout.Detect(head.AsSpan(0, length)) is not { } layout) return null;
        var scan = new TsScanner(layout, SourceAddress.ForDisplay(source.Uri));
        try
        {
            await ScanAsync(source, layout, scan, cancellation);
            return new ContainerIndex(TsTimeline.Index(source, layout, scan));
        }
        catch (UnprovenTimelineException unproven)
        {
            return new ContainerIndex(null, unproven.Message);
        }
    }

    private static async Task ScanAsync(IVideoSource source, PacketLayout layout, TsScanner scan, CancellationToken cancellation)
    {
        await using var input = await source.OpenAsync(0, source.Length, cancellation);
        var buffer = new byte[BufferBytes / layout.Stride * layout.Stride];
        for (var offset = 0L; offset < source.Length;)
        {
            var read = await input.ReadAtLeastAsync(buffer, (int)Math.Min(buffer.Length, source.Length - offset), throwOnEndOfStream: false, cancellation);
            if (read < buffer.Length && offset + read < source.Length)
                throw new SourceUnavailableException($"{SourceAddress.ForDisplay(source.Uri)} broke off at byte {offset + read} of {source.Length}. Try again.");
            if (read % layout.Stride != 0) throw new UnprovenTimelineException("it ends amid a packet");
            for (var at = 0; at < read; at += layout.Stride) scan.Read(offset + at, buffer.AsSpan(at, layout.Stride));
            offset += read;
        }
        scan.Finish();
    }
}
