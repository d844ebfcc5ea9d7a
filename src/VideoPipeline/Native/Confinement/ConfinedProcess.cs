using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using System.Text;
using VideoPipeline.Errors;

namespace VideoPipeline.Native.Confinement;

/// <summary>
/// An ffmpeg or ffprobe process that reads a video which nobody vouches for: with limits, and with few system calls where the
/// kernel allows to filter them.
/// </summary>
internal sealed class ConfinedProcess : IDisposable
{
    private const int MaxErrors = 64, MaxErrorLength = 1000;

    // Process needs a thread of the runtime that handles signals. It must not be started by a thread with a filter.
    private static readonly Lazy<PosixSignalRegistration?> s_signals = new(() =>
        OperatingSystem.IsLinux() ? PosixSignalRegistration.Create(PosixSignal.SIGCHLD, static _ => { }) : null);

    private readonly Process _process;
    private readonly ProcessLimits _limits;
    private readonly Task<IReadOnlyList<string>> _errors;

    private ConfinedProcess(Process process, ProcessLimits limits)
    {
        (_process, _limits) = (process, limits);
        _errors = ReadErrorsAsync(process.StandardError);
    }

    /// <summary>The standard output, if it was redirected.</summary>
    public StreamReader Output => _process.StandardOutput;

    /// <summary>Starts a process.</summary>
    /// <param name="program">The path of the program.</param>
    /// <param name="arguments">The arguments, quoted where necessary.</param>
    /// <param name="limits">The limits.</param>
    /// <param name="readsOutput">Whether <see cref="Output"/> is read.</param>
    public static ConfinedProcess Start(string program, string arguments, ProcessLimits limits, bool readsOutput)
    {
        _ = s_signals.Value;
        Process? process = null;
        ExceptionDispatchInfo? failure = null;
        // A filter is never removed, so the thread ends with this.
        var thread = new Thread(() =>
        {
            try
            {
                SystemCallFilter.TryInstall();
                process = Process.Start(new ProcessStartInfo(program, arguments)
                {
                    RedirectStandardOutput = readsOutput,
                    RedirectStandardError = true,
                })!;
                limits.ApplyTo(process.Id);
            }
            catch (Exception exception)
            {
                failure = ExceptionDispatchInfo.Capture(exception);
            }
        });
        thread.Start();
        thread.Join();
        failure?.Throw();
        return new ConfinedProcess(process!, limits);
    }

    /// <summary>Kills the process.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Waits until the process has exited.</summary>
    /// <returns>The exit code and the error output.</returns>
    public async Task<ProcessResult> WaitAsync()
    {
        await _process.WaitForExitAsync(CancellationToken.None);
        return new ProcessResult(_process.ExitCode, await _errors, _limits);
    }

    /// <inheritdoc/>
    public void Dispose() => _process.Dispose();

    // A damaged video can make ffmpeg write more messages than fit into memory. The first ones and the last one are kept.
    private static async Task<IReadOnlyList<string>> ReadErrorsAsync(StreamReader errors)
    {
        var (lines, buffer, line) = (new List<string>(), new char[4096], new StringBuilder());
        while (await errors.ReadAsync(buffer) is var count and > 0)
        {
            foreach (var character in buffer.AsSpan(0, count))
            {
                if (character == '\n') EndLine();
                else if (line.Length < MaxErrorLength) line.Append(character);
            }
        }
        EndLine();
        return lines;

        void EndLine()
        {
            if (line.Length == 0) return;
            if (lines.Count == MaxErrors) lines.RemoveAt(MaxErrors - 1);
            lines.Add(line.ToString());
            line.Clear();
        }
    }
}

/// <summary>How a process ended.</summary>
/// <param name="ExitCode">The exit code; 128 and the number of the signal that killed it.</param>
/// <param name="Errors">The first lines of the error output, and the last one.</param>
/// <param name="Limits">The limits of the process.</param>
internal sealed record ProcessResult(int ExitCode, IReadOnlyList<string> Errors, ProcessLimits Limits)
{
    /// <summary>Throws where the process has exceeded a limit.</summary>
    /// <param name="program">The name of the program.</param>
    /// <param name="name">The display name of the video.</param>
    /// <exception cref="LimitExceededException">It has.</exception>
    public void ThrowIfExceeded(string program, string name)
    {
        if (Limits.FindExceeded(program, name, ExitCode, Errors) is { } exceeded) throw exceeded;
    }
}
