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

    /// <summary>Opens the first page.</summary>
    public async Task OpenAsync(string path)
    {
        Page = await context.NewPageAsync();
        Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") Problems.Add(message.Text);
        };
        Page.PageError += (_, error) => Problems.Add(error);
        Page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(address + "/", StringComparison.Ordinal)
                && !request.Url.StartsWith("data:", StringComparison.Ordinal)) Problems.Add(request.Url);
        };
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
}
