using VideoPipeline.Codecs;
using VideoPipeline.Containers.Common;
using VideoPipeline.Errors;
using VideoPipeline.Sources.Access;
using VideoPipeline.Video;

namespace VideoPipeline.Containers.Mp4;

/// <summary>Slices as an MP4 of their own, streamable.</summary>
public sealed class Mp4Remuxer : IRemuxer
{
    private Mp4Remuxer()
    {
    }

    /// <summary>The format.</summary>
    public static IRemuxer Instance { get; } = new Mp4Remuxer();

    /// <inheritdoc/>
    /// <remarks>
    /// Without the flag ffmpeg's H.264 decoder, begun at a key frame that is no IDR picture, withholds frames at the end of a short
    /// slice, although they are whole. With it, it also gives the pictures that lead the first key frame, which are not: they are
    /// told by their time stamps, before those that the slice is for.
    /// </remarks>
    public string InputArguments => "-f mov -flags +output_corrupt";

    /// <inheritdoc/>
    public bool WritesTableTimestamps => true;

    /// <inheritdoc/>
    /// <remarks>What fragments make doubtful was settled when the video was indexed.</remarks>
    public ISampleGuard? Guard(VideoIndex index) =>
        index.Track is Mp4Track track && SampleDescription.Parse(track.SampleDescription, out _) is { } entry
            ? SampleGuard.Of(CodecSupport.For(entry, Reordering.IsReordered(index.Samples), fromFragments: false))
            : null;

    /// <inheritdoc/>
    public async Task WriteAsync(
        IVideoSource source, VideoIndex index, IReadOnlyList<SampleRange> ranges, Stream output, ISampleGuard? guard,
        CancellationToken cancellation)
    {
        var track = index.Track as Mp4Track ?? throw new InvalidInputException(
            $"{source.Uri} cannot be sliced: {index.UnsplittableReason ?? "it is no MP4"}. Decode it as a whole.");
        var copy = new SampleReader(source, index.Samples, guard);
        var rows = copy.Rows(ranges);
        await output.WriteAsync(RemuxedMovieHeader.Write(track, index.Samples, rows), cancellation);
        await copy.ReadAsync(rows, (_, sample) => output.WriteAsync(sample, cancellation), cancellation);
        await output.FlushAsync(cancellation);
    }
}
