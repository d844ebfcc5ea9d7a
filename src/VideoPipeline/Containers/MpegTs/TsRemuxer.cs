using VideoPipeline.Codecs;
using VideoPipeline.Containers.Common;
using VideoPipeline.Containers.Mp4;
using VideoPipeline.Errors;
using VideoPipeline.Sources.Access;
using VideoPipeline.Video;

namespace VideoPipeline.Containers.MpegTs;

/// <summary>Slices of a transport stream, as MP4: its tables state each frame's time and how far frames are reordered.</summary>
/// <remarks>
/// A transport stream that begins in the middle would leave ffmpeg to guess both: it unwraps time stamps around the first that it
/// sees, and learns the reordering by decoding the beginning twice.
/// </remarks>
public sealed class TsRemuxer : IRemuxer
{
    private TsRemuxer()
    {
    }

    /// <summary>The format.</summary>
    public static IRemuxer Instance { get; } = new TsRemuxer();

    /// <inheritdoc/>
    public string InputArguments => Mp4Remuxer.Instance.InputArguments;

    /// <inheritdoc/>
    /// <remarks>None: every sample was looked at when the video was indexed.</remarks>
    public ISampleGuard? Guard(VideoIndex index) => null;

    /// <inheritdoc/>
    public async ValueTask<byte[]> ReadHeadAsync(IVideoSource source, VideoIndex index, int row, CancellationToken cancellation)
    {
        var (_, packets) = Packets(source, index);
        await RequireAsync(index.Samples, new SampleRange(row, row + 1), cancellation);
        var bytes = new byte[packets.HeadLength(row, SampleGuard.HeadBytes)];
        await source.ReadExactlyAsync(packets.Start(row), bytes, cancellation);
        var sample = packets.Sample(bytes);
        return sample[..Math.Min(sample.Length, SampleGuard.HeadBytes)].ToArray();
    }

    /// <inheritdoc/>
    public async Task WriteAsync(
        IVideoSource source, VideoIndex index, IReadOnlyList<SampleRange> ranges, Stream output, ISampleGuard? guard,
        CancellationToken cancellation)
    {
        var (track, packets) = Packets(source, index);
        var copy = new SampleReader(source, index.Samples, packets, guard);
        var rows = copy.Rows(ranges);
        foreach (var range in ranges) await RequireAsync(index.Samples, range, cancellation);
        await output.WriteAsync(RemuxedMovieHeader.Write(track.Movie, index.Samples, rows), cancellation);
        await copy.ReadAsync(rows, (_, sample) => output.WriteAsync(sample, cancellation), cancellation);
        await output.FlushAsync(cancellation);
    }

    // A sample reaches to the next one.
    private static ValueTask RequireAsync(SampleTable samples, SampleRange rows, CancellationToken cancellation) =>
        samples.EnsureLoadedAsync(rows with { End = Math.Min(rows.End + 1, samples.Count) }, cancellation);

    private static (TsTrack Track, TsSamplePackets Packets) Packets(IVideoSource source, VideoIndex index) => index.Track is TsTrack track
        ? (track, new TsSamplePackets(index.Samples, track))
        : throw new InvalidInputException($"{source.Uri} cannot be sliced: {index.UnsplittableReason ?? "it is no transport stream"}. Decode it as a whole.");
}
