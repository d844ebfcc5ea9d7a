using System.Diagnostics;

namespace VideoPipeline.Testing;

/// <summary>Finds Python programs that tests use, on PATH or where <c>layers/setup</c> installs them.</summary>
public static class PythonTool
{
    private static readonly string s_folder = Path.Combine(Repository.Root, ".build", "python");

    /// <summary>Returns how to start a program; null if it is not installed.</summary>
    public static ProcessStartInfo? Find(string name, params string[] arguments)
    {
        if ((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, name))))
            return new ProcessStartInfo(name, arguments);
        var program = Path.Combine(s_folder, "bin", name);
        return File.Exists(program)
            ? new ProcessStartInfo(program, arguments) { Environment = { ["PYTHONPATH"] = s_folder } }
            : null;
    }

    /// <summary>The reason to skip a test that requires a program; null if it is installed.</summary>
    public static string? SkipReason(string name) =>
        Find(name) is null
            ? $"needs {name}, which is neither on PATH nor in .build/python (layers/setup test installs it)"
            : null;
}
