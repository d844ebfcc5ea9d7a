namespace VideoPipeline.Testing;

/// <summary>The machine's own ffmpeg and ffprobe: what makes test videos, and the oracle for what is in them.</summary>
public static class Ffmpeg
{
    /// <summary>Runs ffmpeg, overwriting outputs; throws with what it said where it fails.</summary>
    public static void Run(params string[] arguments) => Capture("ffmpeg", ["-v", "error", "-nostdin", "-y", .. arguments]);

    /// <summary>Runs ffmpeg and returns its standard output as text.</summary>
    public static string Capture(params string[] arguments) => Capture("ffmpeg", ["-v", "error", "-nostdin", .. arguments]);

    /// <summary>Runs ffprobe and returns its standard output as text.</summary>
    public static string Probe(params string[] arguments) => Capture("ffprobe", ["-v", "error", .. arguments]);

    /// <summary>Runs ffmpeg on what <paramref name="write"/> writes to its standard input; returns its standard output.</summary>
    public static string CapturePiped(Func<Stream, Task> write, params string[] arguments) =>
        Capture("ffmpeg", ["-v", "error", .. arguments], write);

    private static string Capture(string program, IEnumerable<string> arguments, Func<Stream, Task>? input = null) =>
        FfmpegProcess.RunAsync(program, arguments, input).GetAwaiter().GetResult();
}
