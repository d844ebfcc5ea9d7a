using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using FFMpegCore;
using VideoPipeline.Decoding.Pipes;
using VideoPipeline.Errors;
using VideoPipeline.Native;
using VideoPipeline.Video;

namespace VideoPipeline.Decoding;

/// <summary>What ffmpeg is to decode and how.</summary>
/// <param name="Layouts">The layouts in which each frame is wanted.</param>
/// <param name="TimeBase">The unit of the frames' time stamps: that of the stream.</param>
/// <param name="Threads">Decoder threads.</param>
public sealed record DecodeSettings(IReadOnlyList<PixelLayout> Layouts, TimeBase TimeBase, int Threads)
{
    /// <summary>An expression of ffmpeg's filter <c>select</c>: frames for which it is 0 are decoded and not given. Empty for all.</summary>
    internal string Select { get; init; } = "";

    /// <summary>The stream, as ffmpeg counts; null for the first video stream.</summary>
    internal int? Stream { get; init; }
}

/// <summary>One ffmpeg that decodes one input to raw frames, in the order in which it outputs them.</summary>
internal sealed partial class FfmpegProcess(DecodeSettings settings, string temporaryFolder)
{
    private const int KeptErrors = 8;

    /// <summary>What ffmpeg complained about, the first few lines; known after the last frame.</summary>
    public IReadOnlyList<string> Errors { get; private set; } = [];

    /// <summary>Whether ffmpeg ended with exit code 0; known after the last frame.</summary>
    public bool Succeeded { get; private set; }

    /// <summary>Decodes <paramref name="input"/> (a file or a FIFO of ours) and ends ffmpeg, however the iteration ends.</summary>
    /// <param name="input">A path made here: it needs no quoting.</param>
    /// <param name="inputArguments">What ffmpeg is told of the input; nothing where it finds out.</param>
    /// <param name="earliest">The input's lowest time stamp.</param>
    /// <param name="atEnd">Called when ffmpeg has ended, before the last frames are given.</param>
    /// <param name="cancellation">Ends ffmpeg.</param>
    public async IAsyncEnumerable<RawFrame> DecodeAsync(
        string input, string inputArguments, long earliest, Action? atEnd, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var output = new PipeFromProcess(Path.Combine(temporaryFolder, "frames"));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var lift = TimestampOffset.For(earliest, settings.TimeBase);
        var running = RunAsync(input, inputArguments, lift, output, atEnd, stop.Token);
        try
        {
            await foreach (var frame in FrameReader.ReadAsync(output.Stream, settings.Layouts, settings.TimeBase))
            {
                cancellation.ThrowIfCancellationRequested();
                frame.Pts -= lift.Ticks;
                yield return frame;
            }
            Succeeded = await running;
            cancellation.ThrowIfCancellationRequested();
        }
        finally
        {
            await stop.CancelAsync();
            await running;
        }
    }

    /// <summary>To be asked when no frame came, or fewer than were due.</summary>
    /// <exception cref="UnsupportedVideoException">It has no decoder for the video's codec.</exception>
    public void RequireDecoder(string uri)
    {
        if (Errors.Select(line => NoDecoder().Match(line)).FirstOrDefault(match => match.Success) is { } found)
            throw FfmpegComponents.Unsupported(uri, found.Groups["codec"].Value);
    }

    // As ffmpeg 5 and as 7 say it.
    [GeneratedRegex(@"(Decoder \(codec |no decoder found for: )(?<codec>\w+)")]
    private static partial Regex NoDecoder();

    private async Task<bool> RunAsync(
        string input, string inputArguments, TimestampOffset lift, PipeFromProcess output, Action? atEnd, CancellationToken cancellation)
    {
        try
        {
            var result = await FFMpegArguments
                .FromFileInput(input, verifyExists: false, options => options
                    .WithCustomArgument($"-v error -copyts {FfmpegComponents.SafeInput}")
                    .WithCustomArgument(string.Create(CultureInfo.InvariantCulture, $"-threads {settings.Threads}"))
                    .WithCustomArgument(inputArguments))
                .OutputToFile(output.Path, overwrite: true, options => options.WithCustomArgument(OutputArguments(lift)))
                .RunAsync(FfmpegBinaries.Folder, cancellation);
            Errors = [.. result.StandardError.Take(KeptErrors).Select(FfmpegLog.Cleaned)];
            return result.Success;
        }
        finally
        {
            output.ReleaseOther();
            atEnd?.Invoke();
        }
    }

    // -fps_mode passthrough: each frame once, none made up. -enc_time_base: time stamps in the stream's own unit. It is called -1 up to
    // ffmpeg 8 and demux from 6.1 on; all take the ratio, which is exact with a colon and goes through floating point with a slash.
    private string OutputArguments(TimestampOffset lift)
    {
        var stream = settings.Stream is { } number ? $"0:{number}" : "0:v:0";
        var maps = string.Join(' ', settings.Layouts.Select((layout, i) => $"-map {stream} -pix_fmt:v:{i} {FfmpegName(layout)}"));
        var filter = settings.Select.Length > 0 ? $" -vf \"select='{settings.Select}'\"" : "";
        return $"{maps}{filter} -c:v rawvideo -fps_mode passthrough -enc_time_base {settings.TimeBase.Numerator}:{settings.TimeBase.Denominator}{lift.Argument} -f nut";
    }

    private static string FfmpegName(PixelLayout layout) => layout switch
    {
        PixelLayout.Yuv420 => "yuv420p",
        PixelLayout.Rgb24 => "rgb24",
        PixelLayout.Bgr24 => "bgr24",
        _ => throw new ArgumentOutOfRangeException(nameof(layout)),
    };

    /// <summary>NUT has no negative time stamps: they travel lifted by whole units of seconds, which are whole ticks too.</summary>
    private readonly record struct TimestampOffset(long Ticks, string Argument)
    {
        public static TimestampOffset For(long earliest, TimeBase timeBase)
        {
            if (earliest >= 0) return new TimestampOffset(0, "");
            var units = (-earliest / timeBase.Denominator) + 1;
            return new TimestampOffset(
                units * timeBase.Denominator,
                string.Create(CultureInfo.InvariantCulture, $" -output_ts_offset {units * timeBase.Numerator}"));
        }
    }
}
