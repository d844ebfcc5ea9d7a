using Microsoft.Playwright;

namespace VideoPipeline.Pages.Tests.Browser;

/// <summary>A browser window with a report, and what the browser reported about it.</summary>
/// <param name="context">The context of the window.</param>
public sealed class ReportWindow(IBrowserContext context) : IAsyncDisposable
{
    /// <summary>The page.</summary>
    public IPage Page { get; private set; } = null!;

    /// <summary>The errors and warnings of the console, and the exceptions of scripts.</summary>
    public List<string> Problems { get; } = [];

    /// <summary>The addresses requested, without those of data in the page.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>Opens a report.</summary>
    public async Task OpenAsync(string address)
    {
        Page = await context.NewPageAsync();
        Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") Problems.Add(message.Text);
        };
        Page.PageError += (_, error) => Problems.Add(error);
        Page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith("data:", StringComparison.Ordinal)) Requests.Add(request.Url);
        };
        await Page.GotoAsync(address);
    }

    /// <summary>The text of a field of the readout.</summary>
    public Task<string> ReadoutAsync(string name) => Page.Locator($"[data-readout='{name}']").InnerTextAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => context.DisposeAsync();
}
