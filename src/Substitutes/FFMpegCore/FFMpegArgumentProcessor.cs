using System.Diagnostics;
using FFMpegCore.Exceptions;

namespace FFMpegCore;

/// <summary>Runs one ffmpeg command.</summary>
public class FFMpegArgumentProcessor
{
    private readonly FFMpegArguments _arguments;
    private Action<string>? _onError;
    private CancellationToken _cancellation;
    private int _patience;

    internal FFMpegArgumentProcessor(FFMpegArguments arguments) => _arguments = arguments;

    /// <summary>The command line, without the program's name.</summary>
    public string Arguments => _arguments.Text;

    /// <summary>Calls back for every line on standard error.</summary>
    public FFMpegArgumentProcessor NotifyOnError(Action<string> onError)
    {
        _onError = onError;
        return this;
    }

    /// <summary>Ends the process when <paramref name="token"/> is cancelled: asked first, killed after <paramref name="timeout"/> ms.</summary>
    /// <exception cref="OperationCanceledException">It is cancelled already.</exception>
    public FFMpegArgumentProcessor CancellableThrough(CancellationToken token, int timeout = 0)
    {
        token.ThrowIfCancellationRequested();
        _cancellation = token;
        _patience = timeout;
        return this;
    }

    /// <summary>Runs to the end. True when ffmpeg exits with 0.</summary>
    /// <exception cref="FFMpegException">ffmpeg failed and <paramref name="throwOnError"/> is set.</exception>
    /// <exception cref="OperationCanceledException">Cancelled, and <paramref name="throwOnError"/> is set.</exception>
    public async Task<bool> ProcessAsynchronously(bool throwOnError = true, FFOptions? ffMpegOptions = null)
    {
        var options = ffMpegOptions ?? new FFOptions();
        var binary = Path.Combine(options.BinaryFolder, "ffmpeg");
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(File.Exists(binary) ? binary : "ffmpeg", _arguments.Text)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = options.Encoding,
                StandardErrorEncoding = options.Encoding,
                WorkingDirectory = options.WorkingDirectory,
            },
        };
        var errors = new List<string>();
        process.ErrorDataReceived += (_, line) => Receive(line.Data, errors);
        process.Start();
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        using (_cancellation.Register(() => Stop(process))) await process.WaitForExitAsync(CancellationToken.None);

        if (throwOnError) _cancellation.ThrowIfCancellationRequested();
        if (throwOnError && process.ExitCode != 0)
        {
            var output = string.Join('\n', errors);
            throw new FFMpegException(
                FFMpegExceptionType.Process, $"ffmpeg exited with code {process.ExitCode}: {output}", null, output);
        }
        return process.ExitCode == 0;
    }

    private void Receive(string? line, List<string> errors)
    {
        if (line is null) return;
        errors.Add(line);
        _onError?.Invoke(line);
    }

    private void Stop(Process process)
    {
        try
        {
            process.StandardInput.Write('q');
            process.StandardInput.Flush();
        }
        catch (IOException)
        {
            // It has closed its standard input, or is gone already.
        }
        if (!process.WaitForExit(_patience)) process.Kill();
    }
}
