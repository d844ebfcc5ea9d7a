using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using FFMpegCore;
using VideoPipeline.Errors;
using VideoPipeline.Native;
using VideoPipeline.Native.Confinement;
using VideoPipeline.Video;

namespace VideoPipeline.Decoding;

/// <summary>Settings of one decode.</summary>
/// <param name="Layouts">The pixel layouts to which each frame is converted.</param>
/// <param name="TimeBase">The time base of the frames' time stamps, which is that of the stream.</param>
/// <param name="Threads">The number of decoder threads.</param>
internal sealed record DecodeSettings(IReadOnlyList<PixelLayout> Layouts, TimeBase TimeBase, int Threads)
{
    /// <summary>
    /// An expression for ffmpeg's <c>select</c> filter: frames for which it is 0 are decoded, but not output. Empty for all
    /// frames.
    /// </summary>
    internal string SelectExpression { get; init; } = "";

    /// <summary>The index of the stream, as ffmpeg counts streams; null for the first video stream.</summary>
    internal int? Stream { get; init; }
}

/// <summary>An ffmpeg process that decodes one input to raw frames, in output order.</summary>
internal sealed partial class FfmpegProcess(DecodeSettings settings, string temporaryFolder)
{
    private const int MaxErrors = 8;

    private ProcessResult? _result;

    /// <summary>The first lines of ffmpeg's error output; set after the last frame.</summary>
    public IReadOnlyList<string> Errors { get; private set; } = [];

    /// <summary>Whether ffmpeg exited with code 0; set after the last frame.</summary>
    public bool Succeeded => _result is { ExitCode: 0 };

    /// <summary>
    /// Decodes <paramref name="input"/>, a file or a FIFO. The ffmpeg process ends with the iteration, also if that stops early
    /// or fails.
    /// </summary>
    /// <param name="input">A path that this product chose, so that it needs no quoting.</param>
    /// <param name="inputArguments">Input options for ffmpeg; empty to let it detect the format.</param>
    /// <param name="earliest">The lowest time stamp of the input.</param>
    /// <param name="atEnd">Called when ffmpeg has exited, before the last frames are returned.</param>
    /// <param name="cancellation">Cancels the operation and ends ffmpeg.</param>
    public async IAsyncEnumerable<RawFrame> DecodeAsync(
        string input, string inputArguments, long earliest, Action? atEnd,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var output = CreateOutput();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var offset = TimestampOffset.For(earliest, settings.TimeBase);
        var run = RunAsync(input, inputArguments, offset, output, atEnd, stop.Token);
        try
        {
            await foreach (var frame in output.ReadAsync())
            {
                cancellation.ThrowIfCancellationRequested();
                frame.Pts -= offset.Ticks;
                yield return frame;
            }
            await run;
            cancellation.ThrowIfCancellationRequested();
        }
        finally
        {
            await stop.CancelAsync();
            await run;
        }
    }

    /// <summary>
    /// Throws where ffmpeg reported that it has no decoder, or has exceeded a limit. To be called after the last frame.
    /// </summary>
    /// <param name="name">The display name of the video.</param>
    /// <exception cref="UnsupportedVideoException">ffmpeg has no decoder for the codec of the video.</exception>
    /// <exception cref="LimitExceededException">ffmpeg was ended for its memory or processor time.</exception>
    public void ThrowIfUnable(string name)
    {
        _result?.ThrowIfExceeded("ffmpeg", name);
        if (Errors.Select(line => NoDecoder().Match(line)).FirstOrDefault(match => match.Success) is { } found)
            throw FfmpegComponents.UnsupportedCodec(name, found.Groups["codec"].Value);
    }

    // The messages of ffmpeg 5 and ffmpeg 7.
    [GeneratedRegex(@"(Decoder \(codec |no decoder found for: )(?<codec>\w+)")]
    private static partial Regex NoDecoder();

    private async Task RunAsync(
        string input, string inputArguments, TimestampOffset offset, IFrameOutput output, Action? atEnd,
        CancellationToken cancellation)
    {
        try
        {
            if (cancellation.IsCancellationRequested) return;
            var arguments = FFMpegArguments
                .FromFileInput(input, verifyExists: false, options => options
                    .WithCustomArgument($"-v error -nostdin -copyts {FfmpegComponents.SafeInputArguments}")
                    .WithCustomArgument(string.Create(CultureInfo.InvariantCulture, $"-threads {settings.Threads}"))
                    .WithCustomArgument(inputArguments))
                .OutputToMany(outputs =>
                {
                    foreach (var file in output.Files)
                        outputs.OutputToFile(
                            file.Path, overwrite: true, options => options.WithCustomArgument(OutputArguments(file, offset)));
                })
                .Arguments;
            using var process = ConfinedProcess.Start(
                FfmpegBinaries.Ffmpeg, arguments, ProcessLimits.Decode, readsOutput: false);
            // Its output is no longer read, so it gets no time to end.
            await using var registration = cancellation.Register(process.Kill);
            _result = await process.WaitAsync();
            Errors = [.. _result.Errors.Take(MaxErrors).Select(FfmpegLog.Clean)];
        }
        finally
        {
            output.CloseWriteEnds();
            atEnd?.Invoke();
        }
    }

    private IFrameOutput CreateOutput()
    {
        var stream = settings.Stream is { } number ? $"0:{number}" : "0:v:0";
        return settings.Layouts is [PixelLayout.Yuv420]
            ? new PlanarOutput(temporaryFolder, stream, settings.TimeBase)
            : new PackedOutput(temporaryFolder, stream, settings.Layouts, settings.TimeBase);
    }

    // -fps_mode passthrough: no frame is duplicated or dropped. -enc_time_base: time stamps in the time base of the stream. Its
    // symbolic value is -1 up to ffmpeg 8 and demux from 6.1 on; all versions accept a ratio, which is exact with a colon, but
    // converted through floating point with a slash.
    private string OutputArguments(OutputFile file, TimestampOffset offset)
    {
        var filter = settings.SelectExpression.Length > 0 ? $" -vf \"select='{settings.SelectExpression}'\"" : "";
        var timeBase = $"{settings.TimeBase.Numerator}:{settings.TimeBase.Denominator}";
        return $"{file.Arguments}{filter} -fps_mode passthrough -enc_time_base {timeBase}{offset.Argument}";
    }

    /// <summary>
    /// A time stamp offset for inputs with negative time stamps, which NUT does not support. It is a whole number of seconds and
    /// of ticks.
    /// </summary>
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
