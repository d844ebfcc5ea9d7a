using System.Globalization;
using System.Runtime.InteropServices;
using VideoPipeline.Errors;
using VideoPipeline.Video;

namespace VideoPipeline.Native.Confinement;

/// <summary>The limits of an ffmpeg or ffprobe process (setrlimit(2)). It also cannot write files, nor dump its memory.</summary>
/// <param name="Memory">
/// The private memory in bytes. It is the memory that a process may write to, not its address space, of which each thread
/// reserves far more than it uses.
/// </param>
/// <param name="ProcessorTime">The processor time of all threads together.</param>
internal sealed partial record ProcessLimits(long Memory, TimeSpan ProcessorTime)
{
    private const int Processor = 0, FileSize = 1, Data = 2, Core = 4, OpenFiles = 7;
    private const ulong MaxOpenFiles = 256;
    private const int Killed = 128 + 9, OutOfProcessorTime = 128 + 24;

    /// <summary>The limits of ffmpeg.</summary>
    public static ProcessLimits Decode { get; } = new(Available(VideoLimits.DecodeMemory), VideoLimits.DecodeProcessorTime);

    /// <summary>The limits of ffprobe.</summary>
    public static ProcessLimits Probe { get; } = new(Available(VideoLimits.ProbeMemory), VideoLimits.ProbeProcessorTime);

    /// <summary>The limit that a process has exceeded; null if none.</summary>
    /// <param name="program">The name of the program.</param>
    /// <param name="name">The display name of the video.</param>
    /// <param name="exitCode">The exit code of the process, which this program has not killed.</param>
    /// <param name="errors">The error output.</param>
    public LimitExceededException? FindExceeded(string program, string name, int exitCode, IEnumerable<string> errors)
    {
        var memory = string.Create(CultureInfo.InvariantCulture, $"{Memory >> 20} MiB of memory");
        var time = string.Create(CultureInfo.InvariantCulture, $"{ProcessorTime.TotalSeconds:0} s of processor time");
        if (exitCode is Killed or OutOfProcessorTime)
            return new LimitExceededException(
                $"{name}: {program} was killed, because it used {time}, or because the memory of the machine or function is " +
                "exhausted. Convert the video, or give the machine or function more memory.");
        return errors.Any(line => line.Contains("Cannot allocate memory", StringComparison.Ordinal))
            ? new LimitExceededException(
                $"{name}: {program} needs more than {memory}, the limit here. The video is damaged or its frames are very " +
                "large: convert it, or give the machine or function more memory.")
            : null;
    }

    /// <summary>Sets the limits of a process that has just been started.</summary>
    /// <remarks>A process that has ended already needs none, so failures are ignored.</remarks>
    internal void ApplyTo(int process)
    {
        Set(process, Processor, (ulong)ProcessorTime.TotalSeconds);
        Set(process, Data, (ulong)Memory);
        Set(process, FileSize, 0);
        Set(process, Core, 0);
        Set(process, OpenFiles, MaxOpenFiles);
    }

    // Three quarters of what this process may use: its machine, container, or function (DOTNET_GCHeapHardLimit).
    private static long Available(long limit) => Math.Min(limit, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4 * 3);

    private static void Set(int process, int resource, ulong limit)
    {
        var both = new Limit(limit, limit);
        _ = SetLimit(process, resource, in both, 0);
    }

    [LibraryImport("libc", EntryPoint = "prlimit")]
    private static partial int SetLimit(int process, int resource, in Limit limit, nint previous);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Limit(ulong Soft, ulong Hard);
}
