using VideoPipeline.Codecs;
using VideoPipeline.Containers.Common;
using VideoPipeline.Containers.Mp4;
using VideoPipeline.Sources.Access;
using VideoPipeline.Video;

namespace VideoPipeline.Containers.MpegTs;

/// <summary>Remuxes ranges of samples of a transport stream into an MP4 file.</summary>
/// <remarks>
/// The sample tables of MP4 contain the time stamp of every frame and the reordering depth. For a transport stream that starts in
/// the middle, ffmpeg has to guess both: it unwraps time stamps relative to the first one, and derives the reordering depth by
/// decoding the start twice.
/// </remarks>
internal sealed class TsRemuxer : IRemuxer
{
    private TsRemuxer()
    {
    }

    /// <summary>The only instance.</summary>
    public static IRemuxer Instance { get; } = new TsRemuxer();

    /// <inheritdoc/>
    public string InputArguments => Mp4Remuxer.Instance.InputArguments;

    /// <inheritdoc/>
    /// <remarks>Returns null: all samples were checked when the video was indexed.</remarks>
    public ISampleGuard? CreateGuard(VideoIndex index) => null;

    /// <inheritdoc/>
    public async ValueTask<byte[]> ReadHeadAsync(IVideoSource source, VideoIndex index, int row, CancellationToken cancellation)
    {
        var (_, packets) = Packets(index);
        await EnsureLoadedAsync(index.Samples, new SampleRange(row, row + 1), cancellation);
        var bytes = new byte[packets.GetHeadLength(row, SampleGuard.HeadBytes)];
        await source.ReadExactlyAsync(packets.GetStart(row), bytes, cancellation);
        var sample = packets.ExtractSample(bytes);
        return sample[..Math.Min(sample.Length, SampleGuard.HeadBytes)].ToArray();
    }

    /// <inheritdoc/>
    public async Task WriteAsync(
        IVideoSource source, VideoIndex index, IReadOnlyList<SampleRange> ranges, Stream output, ISampleGuard? guard,
        CancellationToken cancellation)
    {
        var (track, packets) = Packets(index);
        var reader = new SampleReader(source, index.Samples, packets, guard);
        var rows = reader.ExpandRanges(ranges);
        foreach (var range in ranges) await EnsureLoadedAsync(index.Samples, range, cancellation);
        await output.WriteAsync(RemuxedMovieHeader.Write(track.Movie, index.Samples, rows), cancellation);
        await reader.ReadAsync(rows, (_, sample) => output.WriteAsync(sample, cancellation), cancellation);
        await output.FlushAsync(cancellation);
    }

    // The byte range of a sample ends at the next sample, so the row of that sample is needed too.
    private static ValueTask EnsureLoadedAsync(SampleTable samples, SampleRange rows, CancellationToken cancellation) =>
        samples.EnsureLoadedAsync(rows with { End = Math.Min(rows.End + 1, samples.Count) }, cancellation);

    private static (TsTrack Track, TsSamplePackets Packets) Packets(VideoIndex index)
    {
        var track = index.GetTrack<TsTrack>("a transport stream");
        return (track, new TsSamplePackets(index.Samples, track));
    }
}
