using System.Diagnostics;

namespace VideoPipeline.Testing;

/// <summary>A program written in Python that judges or stands in for something: on PATH, or where <c>layers/setup</c> put it.</summary>
public static class PythonTool
{
    private static readonly string s_folder = Path.Combine(Repository.Root, ".build", "python");

    /// <summary>How to start one; null where it is not here.</summary>
    public static ProcessStartInfo? Find(string name, params string[] arguments)
    {
        if ((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, name))))
            return new ProcessStartInfo(name, arguments);
        var program = Path.Combine(s_folder, "bin", name);
        return File.Exists(program) ? new ProcessStartInfo(program, arguments) { Environment = { ["PYTHONPATH"] = s_folder } } : null;
    }

    /// <summary>Why a test that needs one is skipped; null where it is here.</summary>
    public static string? Missing(string name) =>
        Find(name) is null ? $"needs {name}, which is neither on PATH nor in .build/python (layers/setup test installs it)" : null;
}
