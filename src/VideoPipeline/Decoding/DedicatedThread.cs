using System.Runtime.CompilerServices;

namespace VideoPipeline.Decoding;

/// <summary>
/// To await: goes on on a new thread, until something is awaited that is not done yet. For work that waits in reads, which the few
/// threads of the pool should not.
/// </summary>
internal readonly struct DedicatedThread(string name) : INotifyCompletion
{
    /// <summary>Never: the thread is always another.</summary>
    public bool IsCompleted => false;

    /// <summary>This is its own awaiter.</summary>
    public DedicatedThread GetAwaiter() => this;

    /// <summary>Nothing to give.</summary>
    public void GetResult()
    {
    }

    /// <inheritdoc/>
    public void OnCompleted(Action continuation) => new Thread(() => continuation()) { IsBackground = true, Name = name }.Start();
}
