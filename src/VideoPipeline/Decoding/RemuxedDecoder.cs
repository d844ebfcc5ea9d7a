using System.Runtime.CompilerServices;
using VideoPipeline.Codecs;
using VideoPipeline.Containers.Common;
using VideoPipeline.Decoding.Pipes;
using VideoPipeline.Sources.Access;
using VideoPipeline.Temporary;
using VideoPipeline.Video;

namespace VideoPipeline.Decoding;

/// <summary>
/// Remuxes samples into the input of an ffmpeg process and returns the decoded frames. An instance can be used once.
/// </summary>
internal sealed class RemuxedDecoder(
    IVideoSource source, VideoIndex index, IRemuxer format, ISampleGuard? guard, DecodeSettings settings)
{
    /// <summary>The first lines of ffmpeg's error output; set at the end.</summary>
    public IReadOnlyList<string> Errors { get; private set; } = [];

    /// <summary>Decodes samples. The frames have the time stamps of the remuxed input.</summary>
    /// <param name="samples">Ascending rows of the sample table.</param>
    /// <param name="cancellation">Cancels the operation and ends ffmpeg.</param>
    public async IAsyncEnumerable<RawFrame> DecodeAsync(
        IReadOnlyList<SampleRange> samples, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var folder = new WorkingFolder();
        using var input = new PipeToProcess(Path.Combine(folder.Path, "samples"));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var ffmpeg = new FfmpegProcess(settings, folder.Path);
        var writing = WriteAsync(samples, input, stop.Token);
        try
        {
            await foreach (var frame in ffmpeg.DecodeAsync(
                input.Path, $"{format.InputArguments} {ThreadArguments(index)}", earliest: 0, input.ReleaseWriter, cancellation))
                yield return frame;
        }
        finally
        {
            await stop.CancelAsync();
            input.ReleaseWriter();
            await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        await writing; // rethrows a failure of the source, which explains missing frames
        ffmpeg.ThrowIfUnable(source.DisplayName);
        Errors = ffmpeg.Errors;
    }

    /// <summary>
    /// Thread options for ffmpeg with which it outputs the same pixels as with one thread. With frame threads, the MPEG-4 decoder
    /// outputs other pixels for interlaced pictures, and the HEVC decoder of ffmpeg 5.1 for pictures with film grain. With slice
    /// threads, the MPEG-1 and MPEG-2 decoder, which has no frame threads, outputs other pixels where samples are damaged or
    /// headers follow picture data. Videos of the last two kinds are never split.
    /// </summary>
    public static string ThreadArguments(VideoIndex index, bool whole = false) => index.Video.Codec switch
    {
        "mpeg4" => "-thread_type slice",
        "hevc" when whole => "-thread_type slice",
        "mpeg1video" or "mpeg2video" when whole => "-thread_type frame",
        _ => "",
    };

    private async Task WriteAsync(IReadOnlyList<SampleRange> samples, PipeToProcess input, CancellationToken cancellation)
    {
        await using var stream = await input.OpenAsync();
        try
        {
            await format.WriteAsync(source, index, samples, stream, guard, cancellation);
        }
        catch (IOException)
        {
            // ffmpeg closed its input early. Its error output and the missing frames show why.
        }
    }
}
