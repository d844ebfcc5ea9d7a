using System.Diagnostics;
using VideoPipeline.Decoding;
using VideoPipeline.Sources;

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

    /// <summary>Reads the properties and the packets of the first video stream.</summary>
    /// <param name="path">A local file, under a name made here.</param>
    /// <param name="identity">The object the file is.</param>
    /// <param name="cancellation">Ends ffprobe.</param>
    /// <exception cref="UnsupportedVideoException">
    /// ffprobe knows no such format, or finds no video in it, or one in a codec that the ffmpeg layer does not decode.
    /// </exception>
    /// <exception cref="CorruptVideoException">The file ends before its own end.</exception>
    public static async Task<VideoIndex> ReadAsync(string path, SourceIdentity identity, CancellationToken cancellation)
    {
        using var process = Process.Start(new ProcessStartInfo(FfmpegBinaries.Ffprobe)
        {
            Arguments = $"-v error {FfmpegProcess.SafeInput} -select_streams v:0 -show_entries {Entries} -of compact=nk=0:p=1 \"{path}\"",
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        await using var end = cancellation.Register(() => process.Kill());
        var complaints = process.StandardError.ReadToEndAsync(CancellationToken.None);
        ProbeOutput output;
        try
        {
            output = await ProbeOutput.ParseAsync(process.StandardOutput, cancellation);
        }
        finally
        {
            await process.WaitForExitAsync(CancellationToken.None);
        }
        cancellation.ThrowIfCancellationRequested();
        var index = output.ToIndex(identity, (await complaints).Replace(path, SourceAddress.ForPeople(identity.Uri)).Trim(), process.ExitCode);
        if (FfmpegComponents.OfLayer is { } layer && !layer.Codecs.Contains(index.Video.Codec))
            throw FfmpegComponents.Unsupported(identity.Uri, index.Video.Codec);
        return index;
    }
}
