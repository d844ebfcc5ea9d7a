using System.Globalization;
using VideoPipeline.Local.Functions.Processes;
using VideoPipeline.Local.Functions.Templates;

namespace VideoPipeline.Local.Functions.Isolated;

/// <summary>
/// Holds the processes of a sandbox to the memory and the temporary storage of its function. Both are measured ten times a
/// second, and a sandbox that exceeds one is killed. Where the kernel allows it, memory is also limited by a control group, for
/// what grows faster, and a full temporary folder is a full file system, as on Lambda.
/// </summary>
internal sealed class SandboxLimits : IAsyncDisposable
{
    private const int BytesPerMegabyte = 1 << 20;

    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(100);

    private readonly SamFunction _function;
    private readonly SandboxFolder _folder = SandboxFolder.Create();
    private readonly IEnumerable<string>? _mount;
    private readonly MemoryGroup? _group;
    private readonly CancellationTokenSource _ended = new();
    private Task _watching = Task.CompletedTask;

    public SandboxLimits(SamFunction function)
    {
        _function = function;
        _mount = PrivateMount.Command(_folder.Path, function.EphemeralStorageSize);
        // What is in a file system in memory counts as memory of the group.
        _group = MemoryGroup.Create(
            (long)BytesPerMegabyte * (function.MemorySize + (_mount is null ? 0 : function.EphemeralStorageSize)));
    }

    /// <summary>The command that starts a program within the limits.</summary>
    public IEnumerable<string> Command(IEnumerable<string> program) => [.. _group?.Command ?? [], .. _mount ?? [], .. program];

    /// <summary>Sets the environment variables of the processes.</summary>
    public void SetEnvironment(IDictionary<string, string?> variables)
    {
        variables["TMPDIR"] = _folder.Path;
        // Amazon.Lambda.RuntimeSupport does this too, so that the garbage collector knows how much memory there is.
        variables.TryAdd(
            "DOTNET_GCHeapHardLimit",
            ((long)_function.MemorySize * BytesPerMegabyte).ToString("x", CultureInfo.InvariantCulture));
    }

    /// <summary>Begins to measure.</summary>
    public void Watch(ProcessTree process, Action<string> log) => _watching = WatchAsync(process, log);

    /// <summary>Frees what the sandbox has used. Its processes have exited.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _watching;
        _ended.Dispose();
        _folder.Delete();
        if (_group is not null) await _group.DeleteAsync();
    }

    private async Task WatchAsync(ProcessTree process, Action<string> log)
    {
        using var timer = new PeriodicTimer(s_interval);
        while (!process.Exited.IsCompleted)
        {
            if (Excess(process.Id) is { } excess)
            {
                log(excess);
                process.Kill();
                return;
            }
            await Task.WhenAny(timer.WaitForNextTickAsync(_ended.Token).AsTask(), process.Exited);
            if (_ended.IsCancellationRequested) break;
        }
        if (_group?.HasKilled == true) log(OutOfMemory());
    }

    private string? Excess(int process)
    {
        if (ProcessMemory.Measure(process) > (long)_function.MemorySize * BytesPerMegabyte) return OutOfMemory();
        return _mount is null && _folder.Size > (long)_function.EphemeralStorageSize * BytesPerMegabyte
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"Killed: its files in TMPDIR take more than EphemeralStorage, {_function.EphemeralStorageSize} MB.")
            : null;
    }

    // The name is that in the log of Lambda.
    private string OutOfMemory() => string.Create(
        CultureInfo.InvariantCulture,
        $"Killed: Runtime.OutOfMemory, it used more than MemorySize, {_function.MemorySize} MB.");
}
