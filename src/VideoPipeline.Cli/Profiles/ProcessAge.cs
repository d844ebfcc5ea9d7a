using System.Diagnostics;

namespace VideoPipeline.Cli.Profiles;

/// <summary>The time since the start of this process.</summary>
internal static class ProcessAge
{
    /// <summary>The time until now; not negative where the clock was changed.</summary>
    public static TimeSpan Measure(TimeProvider time)
    {
        using var process = Process.GetCurrentProcess();
        var age = time.GetUtcNow() - process.StartTime.ToUniversalTime();
        return age < TimeSpan.Zero ? TimeSpan.Zero : age;
    }
}
