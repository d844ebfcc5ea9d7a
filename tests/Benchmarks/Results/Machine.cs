using System.Globalization;
using System.Runtime.InteropServices;

namespace VideoPipeline.Benchmarks.Results;

/// <summary>A machine.</summary>
/// <param name="Processor">The model of its processor.</param>
/// <param name="Processors">Their number.</param>
/// <param name="MemoryGigabytes">Its memory.</param>
/// <param name="OperatingSystem">Its operating system.</param>
/// <param name="Load">The load average of the last minute before the benchmark: above 1, other programs took part.</param>
internal sealed record Machine(
    string Processor, int Processors, double MemoryGigabytes, string OperatingSystem, double Load)
{
    /// <summary>This machine, now.</summary>
    public static Machine Current()
    {
        var model = File.ReadLines("/proc/cpuinfo")
            .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal));
        var load = File.ReadAllText("/proc/loadavg").Split(' ')[0];
        return new Machine(
            model?.Split(':')[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString(),
            Environment.ProcessorCount,
            Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9),
            RuntimeInformation.OSDescription,
            double.Parse(load, CultureInfo.InvariantCulture));
    }
}
