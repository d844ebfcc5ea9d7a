using System.Globalization;

namespace VideoPipeline.Local.Functions.Processes;

/// <summary>The child processes of a process (proc(5)).</summary>
internal static class ChildProcesses
{
    /// <summary>Their numbers, also of those that have ended and were not waited for.</summary>
    /// <exception cref="IOException">The process, or a thread of it, has ended meanwhile.</exception>
    public static IEnumerable<int> Of(int process) =>
        Directory.EnumerateDirectories($"/proc/{process}/task")
            .SelectMany(static thread => File.ReadAllText(Path.Combine(thread, "children"))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(static child => int.Parse(child, CultureInfo.InvariantCulture));
}
