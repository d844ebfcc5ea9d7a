using Microsoft.Playwright;
using VideoPipeline.Pages.Report;
using VideoPipeline.Pages.Tests.Support;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Pages.Tests.Browser;

/// <summary>Debian's Chromium, and a report on disk.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The address of the report.</summary>
    public string Address => new Uri(_folder.File("report.html")).AbsoluteUri;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (new ProgramFactAttribute(BrowserFactAttribute.Program).Skip is not null) return;
        var video = TestVideo.Labeled("cat");
        video = video with { Summary = video.Summary with { NearDuplicateShots = [[1, 2]] } };
        _folder.Write("report.html", await ReportPage.RenderAsync(video, TestVideo.Run));
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium" });
    }

    /// <summary>Opens the report in a new window; its context is closed with the page's test.</summary>
    /// <param name="options">The options of the window.</param>
    public async Task<ReportWindow> OpenAsync(BrowserNewContextOptions? options = null)
    {
        var window = new ReportWindow(await _browser!.NewContextAsync(options ?? new()));
        await window.OpenAsync(Address);
        return window;
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        _folder.Dispose();
    }
}
