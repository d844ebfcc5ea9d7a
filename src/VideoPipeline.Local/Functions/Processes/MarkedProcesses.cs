using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace VideoPipeline.Local.Functions.Processes;

/// <summary>Processes that have a variable in their environment, which child processes inherit (proc(5), environ).</summary>
internal static partial class MarkedProcesses
{
    private const int KillSignal = 9;

    // New processes may appear while others are killed.
    private const int MaxRounds = 100;

    /// <summary>Kills all processes that have a variable.</summary>
    /// <param name="variable"><c>NAME=VALUE</c>.</param>
    public static void Kill(string variable)
    {
        var marker = Encoding.UTF8.GetBytes(variable);
        for (var round = 0; round < MaxRounds; round++)
        {
            var found = Directory.EnumerateDirectories("/proc")
                .Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0]) && Has(folder, marker))
                .Select(folder => int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture))
                .ToArray();
            if (found.Length == 0) return;
            foreach (var process in found) _ = Kill(process, KillSignal);
        }
    }

    // The environment of a process that has exited is empty, and that of another user's cannot be read.
    private static bool Has(string folder, byte[] marker)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(folder, "environ")).AsSpan().IndexOf(marker) >= 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int processId, int signal);
}
