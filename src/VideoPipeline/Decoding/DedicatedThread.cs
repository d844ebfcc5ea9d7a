using System.Runtime.CompilerServices;

namespace VideoPipeline.Decoding;

/// <summary>
/// An awaitable that continues the caller on a new thread, until the caller awaits something that is not completed. For work that
/// blocks in reads, which must not block threads of the thread pool.
/// </summary>
internal readonly struct DedicatedThread(string name) : INotifyCompletion
{
    /// <summary>Always false: the continuation always runs on a new thread.</summary>
    public bool IsCompleted => false;

    /// <summary>Returns this instance, which is also the awaiter.</summary>
    public DedicatedThread GetAwaiter() => this;

    /// <summary>Does nothing: the awaitable has no result.</summary>
    public void GetResult()
    {
    }

    /// <inheritdoc/>
    public void OnCompleted(Action continuation) => new Thread(() => continuation()) { IsBackground = true, Name = name }.Start();
}
