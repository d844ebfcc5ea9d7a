using Microsoft.AspNetCore.Components;

namespace VideoPipeline.WebConsole.Live;

/// <summary>A component that is rendered again when an execution changes. What it shows is read when it is rendered.</summary>
public abstract class LiveComponent : ComponentBase, IDisposable
{
    private IDisposable? _subscription;
    private int _isPending;

    [Inject]
    private protected ExecutionFeed Feed { get; set; } = null!;

    /// <summary>Whether a change of these executions changes what the component shows.</summary>
    private protected abstract bool Concerns(IReadOnlySet<string> changed);

    /// <summary>Reads what has changed, before the component is rendered.</summary>
    private protected virtual Task OnChangedAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        // Not while a page is rendered for its first response: nobody would end the subscription.
        if (!firstRender) return;
        _subscription = Feed.Subscribe(OnChanged);
        // What has changed since it was read for this rendering, of which nobody tells.
        Update();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _subscription?.Dispose();
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends what the component holds.</summary>
    private protected virtual void Dispose(bool isDisposing)
    {
    }

    private void OnChanged(IReadOnlySet<string> changed)
    {
        if (Concerns(changed)) Update();
    }

    private void Update()
    {
        // While the browser is busy, changes are collected.
        if (Interlocked.Exchange(ref _isPending, 1) == 1) return;
        _ = InvokeAsync(async () =>
        {
            Volatile.Write(ref _isPending, 0);
            await OnChangedAsync();
            StateHasChanged();
        });
    }
}
