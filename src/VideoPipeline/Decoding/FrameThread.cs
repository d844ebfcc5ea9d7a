using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace VideoPipeline.Decoding;

/// <summary>
/// An awaitable that continues the caller on a new thread, until the caller awaits something that is not completed. Reads of
/// frames block, and must not block threads of the thread pool. A consumer that awaits nothing runs on the same thread.
/// </summary>
/// <remarks>
/// The thread has batch scheduling. With the default policy, the kernel would switch to it at each write of ffmpeg, 32 KiB of a
/// frame, instead of when the pipe is full or the time slice of ffmpeg ends.
/// </remarks>
internal readonly partial struct FrameThread : INotifyCompletion
{
    private const int CallingThread = 0, Batch = 3; // SCHED_BATCH, sched(7)

    /// <summary>Always false: the continuation always runs on a new thread.</summary>
    public bool IsCompleted => false;

    /// <summary>Returns this instance, which is also the awaiter.</summary>
    public FrameThread GetAwaiter() => this;

    /// <summary>Does nothing: the awaitable has no result.</summary>
    public void GetResult()
    {
    }

    /// <inheritdoc/>
    public void OnCompleted(Action continuation) => new Thread(() =>
    {
        _ = SetScheduler(CallingThread, Batch, priority: 0); // only faster: a sandbox may forbid it
        continuation();
    })
    { IsBackground = true, Name = "frames" }.Start();

    [LibraryImport("libc", EntryPoint = "sched_setscheduler")]
    private static partial int SetScheduler(int thread, int policy, in int priority);
}
