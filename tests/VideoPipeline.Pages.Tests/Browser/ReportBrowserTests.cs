using System.Text;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace VideoPipeline.Pages.Tests.Browser;

/// <summary>The report in a real browser, opened from disk.</summary>
public sealed class ReportBrowserTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [BrowserFact]
    public async Task Open_FromDisk_RequestsNothingElseAndReportsNoProblem()
    {
        await using var window = await browser.OpenAsync();

        await window.Page.Locator(".color-bar").WaitForAsync();

        Assert.Equal([browser.Address], window.Requests);
        Assert.Empty(window.Problems);
        Assert.True(await window.Page.EvaluateAsync<bool>(
            "[...document.images].every(image => image.complete && image.naturalWidth > 0)"));
    }

    [BrowserTheory]
    [InlineData(360, ColorScheme.Light)]
    [InlineData(360, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    [InlineData(2560, ColorScheme.Light)]
    public async Task Open_AnyWidthAndTheme_IsAccessibleAndFits(int width, ColorScheme theme)
    {
        // Axe is a script of its own.
        await using var window = await browser.OpenAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = theme, BypassCSP = true,
        });

        var violations = (await window.Page.RunAxe()).Violations;

        Assert.Empty(violations.Select(violation =>
            $"{violation.Id}: {violation.Help} {string.Join(' ', violation.Nodes.Select(node => node.Html))}"));
        Assert.True(await FitsAsync(window.Page));
    }

    [BrowserFact]
    public async Task Open_ZoomedTo200Percent_Fits()
    {
        await using var window = await browser.OpenAsync(new()
        {
            ViewportSize = new() { Width = 640, Height = 400 }, DeviceScaleFactor = 2,
        });

        Assert.True(await FitsAsync(window.Page));
    }

    [BrowserFact]
    public async Task Hover_Lanes_ShowsTheFrameAndItsValues()
    {
        await using var window = await browser.OpenAsync();
        var box = (await window.Page.Locator(".curve .plot").First.BoundingBoxAsync())!;

        await window.Page.Mouse.MoveAsync(box.X + (box.Width * (50.5f / 60)), box.Y + 10);

        Assert.Equal("50", await window.ReadoutAsync("frame"));
        Assert.Equal("0:02.000", await window.ReadoutAsync("time"));
        Assert.Equal("00:00:02:00", await window.ReadoutAsync("timecode"));
        Assert.Equal("3 of 3", await window.ReadoutAsync("shot"));
        Assert.Equal("100.0", await window.ReadoutAsync("luma"));
        Assert.Equal("900", await window.ReadoutAsync("sharpness"));
        Assert.Contains("tabby", await window.ReadoutAsync("state"));
        Assert.Equal("#picture-10", await window.Page.Locator(".readout use").GetAttributeAsync("href"));
    }

    [BrowserFact]
    public async Task Keyboard_SelectAndZoom_MoveThroughTheVideo()
    {
        await using var window = await browser.OpenAsync();
        var slider = window.Page.GetByRole(AriaRole.Slider, new() { Name = "Frame" });
        await slider.FocusAsync();

        await slider.PressAsync("ArrowRight");
        Assert.Equal("1", await window.ReadoutAsync("frame"));
        await slider.PressAsync("PageDown");
        Assert.Equal("13", await window.ReadoutAsync("frame"));
        await slider.PressAsync("End");
        Assert.Equal("59", await window.ReadoutAsync("frame"));
        Assert.Equal("Frame 59, 0:02.360, shot 3", await slider.GetAttributeAsync("aria-valuetext"));

        var whole = await VisibleWidthAsync(window.Page);
        await slider.PressAsync("+");
        await window.Page.WaitForFunctionAsync($"() => {VisibleWidth} < {whole}");
        await slider.PressAsync("0");
        await window.Page.WaitForFunctionAsync($"() => {VisibleWidth} === {whole}");
        Assert.Empty(window.Problems);
    }

    [BrowserFact]
    public async Task Click_PictureOfAShot_ShowsItInTheTimeLine()
    {
        await using var window = await browser.OpenAsync();

        await window.Page.Locator("#shot-3 .shot-picture").ClickAsync();

        Assert.Equal("40", await window.ReadoutAsync("frame"));
        await window.Page.WaitForFunctionAsync($"() => {VisibleWidth} < 600");
    }

    [BrowserFact]
    public async Task Open_WithoutScript_ShowsTheTimeLine()
    {
        await using var window = await browser.OpenAsync(new() { JavaScriptEnabled = false });

        Assert.True(await window.Page.Locator(".curve .plot").First.IsVisibleAsync());
        Assert.False(await window.Page.Locator(".readout").IsVisibleAsync());
        Assert.Equal(3, await window.Page.Locator(".shot").CountAsync());
    }

    [BrowserFact]
    public async Task Print_Report_IsAPdfWithoutControls()
    {
        await using var window = await browser.OpenAsync();

        var file = await window.Page.PdfAsync(new() { Format = "A4" });
        await window.Page.EmulateMediaAsync(new() { Media = Media.Print });

        Assert.Equal("%PDF", Encoding.ASCII.GetString(file, 0, 4));
        Assert.False(await window.Page.Locator(".readout").IsVisibleAsync());
        Assert.True(await window.Page.Locator(".curve .plot").First.IsVisibleAsync());
    }

    private const string VisibleWidth = "document.querySelector('.plot').viewBox.baseVal.width";

    private static Task<double> VisibleWidthAsync(IPage page) => page.EvaluateAsync<double>(VisibleWidth);

    private static Task<bool> FitsAsync(IPage page) =>
        page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth");
}
