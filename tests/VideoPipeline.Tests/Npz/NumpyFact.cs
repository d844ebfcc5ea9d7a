using System.Diagnostics;
using Xunit;

namespace VideoPipeline.Tests.Npz;

/// <summary>A test that runs numpy; skipped with a reason if numpy is not installed.</summary>
public sealed class NumpyFactAttribute : FactAttribute
{
    private const string Python = "/usr/bin/python3";

    public NumpyFactAttribute() => Skip = SkipReason;

    private static string? SkipReason { get; } =
        !File.Exists(Python) ? $"requires {Python}, which is not installed"
        : Start("import numpy").ExitCode != 0 ? "requires numpy (Debian: python3-numpy), which is not installed"
        : null;

    /// <summary>Runs a script and returns its standard output.</summary>
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
