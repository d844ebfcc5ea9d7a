using System.Diagnostics;
using VideoPipeline.Local.Functions.Processes;

namespace VideoPipeline.FaultInjection;

/// <summary>What this process holds.</summary>
/// <param name="Descriptors">The open file descriptors.</param>
/// <param name="Children">The child processes, also those that have ended and were not waited for.</param>
/// <param name="TemporaryFiles">The files and folders of this product in the temporary folder.</param>
/// <param name="Bytes">The memory that is in use after a collection.</param>
internal sealed record Holdings(int Descriptors, int Children, int TemporaryFiles, long Bytes)
{
    public static Holdings Measure()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }
        using var process = Process.GetCurrentProcess();
        return new Holdings(
            Directory.EnumerateFileSystemEntries("/proc/self/fd").Count(),
            ChildProcesses.Of(Environment.ProcessId).Count(),
            Directory.EnumerateFileSystemEntries(Path.GetTempPath(), "videopipeline-work-*").Count(),
            process.WorkingSet64);
    }
}

/// <summary>Runs a clip again and again in this process, and compares what the process holds.</summary>
internal static class Soak
{
    // Until the thread pool, the connections and the native libraries have their size.
    private const int WarmUp = 5;

    // Connections and threads come and go.
    private const int MaxMoreDescriptors = 16;
    private const long MaxMoreBytes = 200L << 20;

    /// <summary>Runs the clip.</summary>
    /// <param name="bed">The test bed.</param>
    /// <param name="runs">How often.</param>
    /// <param name="report">Receives what is held after every hundredth run.</param>
    /// <returns>What is left; null if nothing is.</returns>
    public static async Task<string?> RunAsync(TestBed bed, int runs, Action<int, Holdings>? report = null)
    {
        for (var run = 0; run < WarmUp; run++) await bed.RunWithoutFaultsAsync($"warm-{run}");
        var before = Holdings.Measure();
        for (var run = 1; run <= runs; run++)
        {
            await bed.RunWithoutFaultsAsync($"soak-{run}");
            if (run % 100 == 0) report?.Invoke(run, Holdings.Measure());
        }
        var after = Holdings.Measure();
        return after.Children > before.Children || after.TemporaryFiles > before.TemporaryFiles
            || after.Descriptors > before.Descriptors + MaxMoreDescriptors || after.Bytes > before.Bytes + MaxMoreBytes
                ? $"before: {before}; after {runs} runs: {after}"
                : null;
    }
}
