using System.Diagnostics;
using System.Globalization;

namespace VideoPipeline.Local.Functions.Isolated;

/// <summary>
/// Starts a program with a file system of a fixed size in memory, mounted on a folder, in a mount namespace of its own: as root,
/// or in a user namespace where the kernel lets others create one (user_namespaces(7)).
/// </summary>
internal static class PrivateMount
{
    private static readonly string[][] s_ways = [["unshare", "--mount"], ["unshare", "--mount", "--map-root-user"]];

    private static readonly Lazy<string[]?> s_way = new(() => s_ways.FirstOrDefault(Works));

    /// <summary>What to put before the command; null if it is not possible, or memory is too scarce.</summary>
    /// <param name="folder">The folder, which exists.</param>
    /// <param name="megabytes">The size of the file system.</param>
    public static IEnumerable<string>? Command(string folder, int megabytes) =>
        s_way.Value is { } way && megabytes <= AvailableMemory() / 4 ? [.. way, .. Mount(folder, megabytes)] : null;

    private static string[] Mount(string folder, int megabytes) =>
    [
        "sh", "-c", """mount -t tmpfs -o size="$0"m,mode=700 tmpfs "$1" && shift && exec "$@" """,
        megabytes.ToString(CultureInfo.InvariantCulture), folder,
    ];

    private static bool Works(string[] way)
    {
        var folder = SandboxFolder.Create();
        try
        {
            string[] command = [.. way, .. Mount(folder.Path, 1), "true"];
            using var process = Process.Start(new ProcessStartInfo(command[0], command[1..])
            {
                RedirectStandardError = true,
            });
            process!.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
        finally
        {
            folder.Delete();
        }
    }

    // In MB (proc(5), meminfo).
    private static long AvailableMemory()
    {
        var available = File.ReadLines("/proc/meminfo")
            .First(static line => line.StartsWith("MemAvailable:", StringComparison.Ordinal));
        var kilobytes = available.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1];
        return long.Parse(kilobytes, CultureInfo.InvariantCulture) / 1024;
    }
}
