using System.Globalization;

namespace VideoPipeline.Local.Functions.Processes;

/// <summary>The memory of a process and its descendants (proc(5)).</summary>
internal static class ProcessMemory
{
    private const int KiB = 1024;

    /// <summary>
    /// The anonymous and shared memory in bytes. Memory that only caches files is not counted: the kernel takes it back. A
    /// process that has exited has none.
    /// </summary>
    public static long Measure(int process)
    {
        try
        {
            var own = File.ReadLines($"/proc/{process}/status").Sum(static line =>
                line.StartsWith("RssAnon:", StringComparison.Ordinal) || line.StartsWith("RssShmem:", StringComparison.Ordinal)
                    ? Number(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1]) * KiB
                    : 0);
            return own + ChildProcesses.Of(process).Sum(Measure);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
