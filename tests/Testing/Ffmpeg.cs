using System.Diagnostics;

namespace VideoPipeline.Testing;

/// <summary>The machine's own ffmpeg and ffprobe: what makes test videos, and the oracle for what is in them.</summary>
public static class Ffmpeg
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Runs ffmpeg, overwriting outputs; throws with what it said where it fails.</summary>
    public static void Run(params string[] arguments) => Capture("ffmpeg", ["-v", "error", "-nostdin", "-y", .. arguments]);

    /// <summary>Runs ffmpeg and returns its standard output as text.</summary>
    public static string Capture(params string[] arguments) => Capture("ffmpeg", ["-v", "error", "-nostdin", .. arguments]);

    /// <summary>Runs ffprobe and returns its standard output as text.</summary>
    public static string Probe(params string[] arguments) => Capture("ffprobe", ["-v", "error", .. arguments]);

    /// <summary>Runs ffmpeg on what <paramref name="write"/> writes to its standard input; returns its standard output.</summary>
    public static string CapturePiped(Func<Stream, Task> write, params string[] arguments) =>
        Capture("ffmpeg", ["-v", "error", .. arguments], write);

    private static string Capture(string program, IEnumerable<string> arguments, Func<Stream, Task>? write = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = write is not null,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (write is not null) Feed(process, write);
        if (!process.WaitForExit(Patience))
        {
            process.Kill();
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not end within {Patience}.");
        }
        return process.ExitCode == 0
            ? output.Result
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed: {errors.Result}");
    }

    private static void Feed(Process process, Func<Stream, Task> write)
    {
        using var input = process.StandardInput.BaseStream;
        write(input).GetAwaiter().GetResult();
    }
}
