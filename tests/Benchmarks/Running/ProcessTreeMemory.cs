using System.Globalization;
using VideoPipeline.Local.Functions.Processes;

namespace VideoPipeline.Benchmarks.Running;

/// <summary>The resident memory of a process and its descendants (proc(5)).</summary>
internal static class ProcessTreeMemory
{
    /// <summary>The sum in bytes; what processes share is counted for each. A process that has ended has none.</summary>
    public static long Measure(int process)
    {
        try
        {
            var pages = long.Parse(File.ReadAllText($"/proc/{process}/statm").Split(' ')[1], CultureInfo.InvariantCulture);
            return (pages * Environment.SystemPageSize) + ChildProcesses.Of(process).Sum(Measure);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
