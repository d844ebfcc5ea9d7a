using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace VideoPipeline.WebConsole.Tests.Browser;

/// <summary>A browser window with the console, and what the browser reported about it.</summary>
/// <param name="context">The context of the window.</param>
/// <param name="address">The address of the server.</param>
public sealed class ConsoleWindow(IBrowserContext context, string address) : IAsyncDisposable
{
    /// <summary>The page.</summary>
    public IPage Page { get; private set; } = null!;

    /// <summary>The errors and warnings of the console, the exceptions of scripts, and requests of other servers.</summary>
    public List<string> Problems { get; } = [];

    /// <summary>The sizes of the messages that the server has sent, in bytes.</summary>
    public ConcurrentQueue<int> Received { get; } = [];

    /// <summary>Opens the first page.</summary>
    public async Task OpenAsync(string path)
    {
        context.Page += (_, page) => Watch(page);
        Page = await context.NewPageAsync();
        await GoAsync(path);
    }

    /// <summary>Goes to another page, and waits until it is interactive.</summary>
    public async Task GoAsync(string path)
    {
        await Page.GotoAsync(address + path);
        // Only a component that runs renders this attribute.
        await Page.Locator("[data-interactive]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
    }

    /// <summary>The text of the status among the facts of an execution.</summary>
    public ILocator Status(string word) => Page.Locator(".facts .status", new() { HasText = word });

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => context.DisposeAsync();

    // Also those that links open.
    private void Watch(IPage page)
    {
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") Problems.Add(message.Text);
        };
        page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) => Received.Enqueue(frame.Binary?.Length ?? 0);
        page.PageError += (_, error) => Problems.Add(error);
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(address + "/", StringComparison.Ordinal)
                && !request.Url.StartsWith("data:", StringComparison.Ordinal)) Problems.Add(request.Url);
        };
    }
}
