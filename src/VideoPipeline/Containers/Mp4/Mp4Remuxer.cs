using VideoPipeline.Codecs;
using VideoPipeline.Containers.Common;
using VideoPipeline.Sources.Access;
using VideoPipeline.Video;

namespace VideoPipeline.Containers.Mp4;

/// <summary>Remuxes ranges of samples into a streamable MP4 file.</summary>
internal sealed class Mp4Remuxer : IRemuxer
{
    private Mp4Remuxer()
    {
    }

    /// <summary>The only instance.</summary>
    public static IRemuxer Instance { get; } = new Mp4Remuxer();

    /// <inheritdoc/>
    /// <remarks>
    /// Without this flag, ffmpeg's H.264 decoder drops intact frames at the end of a short stream that starts at a key frame
    /// other than an IDR. With the flag, it also outputs the damaged leading frames of the first key frame. The caller must
    /// discard those by their time stamps, which precede the requested range.
    /// </remarks>
    public string InputArguments => "-f mov -flags +output_corrupt";

    /// <inheritdoc/>
    public bool WritesTableTimestamps => true;

    /// <inheritdoc/>
    /// <remarks>Problems specific to movie fragments were detected when the video was indexed.</remarks>
    public ISampleGuard? CreateGuard(VideoIndex index) =>
        index.Track is Mp4Track track && SampleDescription.Parse(track.SampleDescription, out _) is { } entry
            ? SampleGuard.Create(CodecSupport.For(entry, Reordering.IsReordered(index.Samples), fromFragments: false))
            : null;

    /// <inheritdoc/>
    public async Task WriteAsync(
        IVideoSource source, VideoIndex index, IReadOnlyList<SampleRange> ranges, Stream output, ISampleGuard? guard,
        CancellationToken cancellation)
    {
        var track = index.GetTrack<Mp4Track>("an MP4 file");
        var reader = new SampleReader(source, index.Samples, guard);
        var rows = reader.ExpandRanges(ranges);
        await output.WriteAsync(RemuxedMovieHeader.Write(track, index.Samples, rows), cancellation);
        await reader.ReadAsync(rows, (_, sample) => output.WriteAsync(sample, cancellation), cancellation);
        await output.FlushAsync(cancellation);
    }
}
