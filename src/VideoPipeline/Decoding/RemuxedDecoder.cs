using System.Runtime.CompilerServices;
using VideoPipeline.Codecs;
using VideoPipeline.Containers.Common;
using VideoPipeline.Decoding.Pipes;
using VideoPipeline.Native;
using VideoPipeline.Sources.Access;
using VideoPipeline.Video;

namespace VideoPipeline.Decoding;

/// <summary>Writes one slice into the input of an ffmpeg and gives what comes out. For one use.</summary>
internal sealed class RemuxedDecoder(IVideoSource source, VideoIndex index, IRemuxer format, ISampleGuard? guard, DecodeSettings settings)
{
    /// <summary>What ffmpeg complained about, the first few lines; known at the end.</summary>
    public IReadOnlyList<string> Errors { get; private set; } = [];

    /// <summary>The decoded frames, with the time stamps of the slice.</summary>
    /// <param name="samples">Rows of the sample table, ascending.</param>
    /// <param name="cancellation">Ends ffmpeg.</param>
    public async IAsyncEnumerable<RawFrame> DecodeAsync(
        IReadOnlyList<SampleRange> samples, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var folder = new WorkingFolder();
        using var input = new PipeToProcess(Path.Combine(folder.Path, "slice"));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var ffmpeg = new FfmpegProcess(settings, folder.Path);
        var writing = WriteAsync(samples, input, stop.Token);
        try
        {
            await foreach (var frame in ffmpeg.DecodeAsync(
                input.Path, $"{format.InputArguments} {ThreadArguments(index)}", earliest: 0, input.ReleaseOther, cancellation))
                yield return frame;
        }
        finally
        {
            await stop.CancelAsync();
            input.ReleaseOther();
            await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        await writing; // a failure of the source explains whatever is missing
        ffmpeg.RequireDecoder(source.Uri);
        Errors = ffmpeg.Errors;
    }

    /// <summary>
    /// Threads that give what one thread gives. ffmpeg's MPEG-4 decoder gives other pixels for each number of frame threads when pictures
    /// are interlaced; HEVC's, of 5.1, when they have film grain, and MPEG-1's and 2's, which has no frame threads, with slice threads where
    /// samples are damaged or headers stand behind pictures: these are never cut.
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
            // ffmpeg closed its input before the end; what it says and what is missing will tell why.
        }
    }
}
