namespace VideoPipeline.Testing;

/// <summary>Runs the installed ffmpeg and ffprobe, which create test videos and are the reference for their content.</summary>
public static class Ffmpeg
{
    /// <summary>Runs ffmpeg and overwrites outputs. Throws with its standard error if it fails.</summary>
    public static void Run(params string[] arguments) => Capture("ffmpeg", ["-v", "error", "-nostdin", "-y", .. arguments]);

    /// <summary>Runs ffmpeg and returns its standard output as text.</summary>
    public static string Capture(params string[] arguments) => Capture("ffmpeg", ["-v", "error", "-nostdin", .. arguments]);

    /// <summary>Runs ffprobe and returns its standard output as text.</summary>
    public static string Probe(params string[] arguments) => Capture("ffprobe", ["-v", "error", .. arguments]);

    /// <summary>Runs ffmpeg with standard input from <paramref name="write"/> and returns its standard output as text.</summary>
    public static string CapturePiped(Func<Stream, Task> write, params string[] arguments) =>
        Capture("ffmpeg", ["-v", "error", .. arguments], write);

    private static string Capture(string program, IEnumerable<string> arguments, Func<Stream, Task>? input = null) =>
        FfmpegProcess.RunAsync(program, arguments, input).GetAwaiter().GetResult();
}
