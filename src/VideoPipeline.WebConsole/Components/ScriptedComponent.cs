using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace VideoPipeline.WebConsole.Components;

/// <summary>A component with a script of its own, which calls it back.</summary>
/// <typeparam name="TSelf">The component.</typeparam>
public abstract class ScriptedComponent<TSelf> : ComponentBase, IAsyncDisposable
    where TSelf : ScriptedComponent<TSelf>
{
    private DotNetObjectReference<TSelf>? _self;
    private IJSObjectReference? _module;

    /// <summary>The path of the script.</summary>
    private protected abstract string ScriptPath { get; }

    [Inject]
    private protected IJSRuntime Script { get; set; } = null!;

    /// <summary>Gives the script what it works on.</summary>
    /// <param name="module">The script.</param>
    /// <param name="self">The component, for calls of the script.</param>
    private protected abstract Task BeginAsync(IJSObjectReference module, DotNetObjectReference<TSelf> self);

    /// <summary>Ends what the script does for the component.</summary>
    private protected virtual ValueTask EndAsync() => ValueTask.CompletedTask;

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        _self = DotNetObjectReference.Create((TSelf)this);
        _module = await Script.InvokeAsync<IJSObjectReference>("import", ScriptPath);
        await BeginAsync(_module, _self);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        try
        {
            await EndAsync();
            if (_module is not null) await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and its script with it.
        }
        _self?.Dispose();
    }
}
