using System.Runtime.InteropServices;

namespace VideoPipeline.Cli.Profiles;

/// <summary>The processor time that has been used since the start of this process.</summary>
/// <param name="Own">By this process.</param>
/// <param name="Children">By the processes that it started and that have ended.</param>
internal readonly partial record struct ProcessorUsage(TimeSpan Own, TimeSpan Children)
{
    private const int RusageChildren = -1;

    /// <summary>The usage until now.</summary>
    public static ProcessorUsage Now()
    {
        if (GetResourceUsage(RusageChildren, out var usage) != 0) throw new InvalidOperationException("getrusage failed.");
        return new ProcessorUsage(
            Environment.CpuUsage.TotalTime,
            TimeSpan.FromSeconds(usage.UserSeconds + usage.SystemSeconds) +
            TimeSpan.FromMicroseconds(usage.UserMicroseconds + usage.SystemMicroseconds));
    }

    public static ProcessorUsage operator -(ProcessorUsage a, ProcessorUsage b) =>
        new(a.Own - b.Own, a.Children - b.Children);

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static partial int GetResourceUsage(int who, out ResourceUsage usage);

    /// <summary><c>struct rusage</c> of 64-bit Linux (getrusage(2)); 14 numbers follow that are not used.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 144)]
    private struct ResourceUsage
    {
        public long UserSeconds, UserMicroseconds, SystemSeconds, SystemMicroseconds;
    }
}
