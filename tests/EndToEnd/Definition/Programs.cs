using System.Diagnostics;

namespace VideoPipeline.EndToEnd.Definition;

/// <summary>Runs external programs that validate the deployment.</summary>
internal static class Programs
{
    /// <summary>Whether a program is on PATH.</summary>
    public static bool Exists(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, name)));

    /// <summary>Runs a program to its end and returns its standard output.</summary>
    /// <exception cref="InvalidOperationException">The exit code is not 0.</exception>
    public static string Output(ProcessStartInfo start, string input = "")
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException(
                $"{start.FileName} failed with exit code {process.ExitCode}: {output}{errors.GetAwaiter().GetResult()}");
        return output;
    }
}
