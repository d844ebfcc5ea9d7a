using System.Diagnostics;
using System.Globalization;
using VideoPipeline.Errors;
using VideoPipeline.Native;
using VideoPipeline.Video;

namespace VideoPipeline.Indexing;

/// <summary>
/// Indexes what has no parser of its own here, by ffprobe. Such a video is decoded as a whole: its frames are what ffmpeg
/// outputs, and the index only says what to expect.
/// </summary>
public static class ProbeIndexer
{
    private const string Entries =
        "format=format_name:stream=index,codec_name,width,height,time_base:stream_disposition=attached_pic:" +
        "stream_side_data=rotation:packet=pts,dts,size,pos,flags";

    /// <summary>Reads the properties and the packets of the stream that is wanted.</summary>
    /// <param name="path">A local file, under a name made here.</param>
    /// <param name="identity">The object the file is, and which stream.</param>
    /// <param name="cancellation">Ends ffprobe.</param>
    /// <exception cref="UnsupportedVideoException">
    /// ffprobe knows no such format, or finds no video in it, or one in a codec that the ffmpeg layer does not decode.
    /// </exception>
    /// <exception cref="CorruptVideoException">The file ends before its own end.</exception>
    public static async Task<VideoIndex> ReadAsync(string path, SourceIdentity identity, CancellationToken cancellation)
    {
        var name = SourceAddress.ForDisplay(identity.Uri);
        var asked = identity.Stream;
        var stream = asked?.ToString(CultureInfo.InvariantCulture) ?? "v:0";
        var (output, complaints, exitCode) = await RunAsync(
            path, $"-select_streams {stream} -show_entries {Entries}", ProbeOutput.ParseAsync, cancellation);
        if (asked is not null && output.IsKnown && !output.HasVideo)
            throw new InvalidInputException(
                $"{name} has no video stream {asked}; its streams are {await StreamsAsync(path, cancellation)}. Give the number of a video stream.");
        var index = output.ToIndex(identity, FfmpegLog.Cleaned(complaints, path, name), exitCode);
        if (asked is null && index.Samples.Count == 1 && (await StreamsAsync(path, cancellation)).All is var all
            && all.FirstOrDefault(other => other is { Kind: "video", IsPicture: false } && other.Index != index.Video.Stream) is { } video)
            index = index with { Remark = CoverImageRemark.Of(index.Video.Stream, video.Index, video.Seconds) };
        if (index.Video.Container.EndsWith("_pipe", StringComparison.Ordinal))
            index = index with { Remark = "it is one picture, analysed as a video of one frame; classify, fingerprint and find take pictures" };
        if (FfmpegComponents.OfLayer is { } layer && !layer.Codecs.Contains(index.Video.Codec))
            throw FfmpegComponents.Unsupported(identity.Uri, index.Video.Codec);
        return index;
    }

    private static async Task<ProbedStreams> StreamsAsync(string path, CancellationToken cancellation) => ProbedStreams.Parse(
        (await RunAsync(path, $"-show_entries {ProbedStreams.Entries}", (lines, stop) => lines.ReadToEndAsync(stop), cancellation)).Output);

    private static async Task<(T Output, string Complaints, int ExitCode)> RunAsync<T>(
        string path, string question, Func<TextReader, CancellationToken, Task<T>> read, CancellationToken cancellation)
    {
        using var process = Process.Start(new ProcessStartInfo(FfmpegBinaries.Ffprobe)
        {
            Arguments = $"-v error {FfmpegComponents.SafeInput} {question} -of compact=nk=0:p=1 \"{path}\"",
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        await using var end = cancellation.Register(() => process.Kill());
        var complaints = process.StandardError.ReadToEndAsync(CancellationToken.None);
        T output;
        try
        {
            output = await read(process.StandardOutput, cancellation);
        }
        finally
        {
            await process.WaitForExitAsync(CancellationToken.None);
        }
        cancellation.ThrowIfCancellationRequested();
        return (output, await complaints, process.ExitCode);
    }
}
