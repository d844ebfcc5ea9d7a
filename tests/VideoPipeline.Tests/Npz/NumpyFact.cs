using System.Diagnostics;
using Xunit;

namespace VideoPipeline.Tests.Npz;

/// <summary>A test that asks numpy itself; skipped, saying so, where it is not installed.</summary>
public sealed class NumpyFactAttribute : FactAttribute
{
    private const string Python = "/usr/bin/python3";

    public NumpyFactAttribute() => Skip = WhyNot;

    private static string? WhyNot { get; } =
        !File.Exists(Python) ? $"needs {Python}, which is not here"
        : Start("import numpy").ExitCode != 0 ? "needs numpy (Debian's python3-numpy), which is not here"
        : null;

    /// <summary>Runs a script and gives what it printed.</summary>
    public static string Run(string script, params string[] arguments)
    {
        var (exitCode, output, error) = Start(script, arguments);
        Assert.True(exitCode == 0, error);
        return output;
    }

    private static (int ExitCode, string Output, string Error) Start(string script, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Python, ["-c", script, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
