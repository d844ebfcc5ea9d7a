using Microsoft.Playwright;
using VideoPipeline.Local.Serving;
using VideoPipeline.Testing;
using VideoPipeline.WebConsole.Components;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace VideoPipeline.WebConsole.Tests.Browser;

/// <summary>Pictures of the pages, for whoever looks at them. They are made where the environment variable
/// <c>VIDEOPIPELINE_SCREENSHOTS</c> names a folder. Its <c>console.png</c> and <c>report.png</c> are those of the documents if
/// <c>VIDEOPIPELINE_SCREENSHOTS_VIDEO</c> names the built-in sample.</summary>
[Collection(ConsoleFixture.Name)]
public sealed class ScreenshotTests(ConsoleFixture console)
{
    private const string VideoVariable = "VIDEOPIPELINE_SCREENSHOTS_VIDEO";

    private static readonly string[] s_pages = ["?tab=time", "?tab=items", "?tab=events", "?tab=results"];

    [ScreenshotFact]
    public async Task Screenshots_OfARunThatSucceedsAndOneThatFails_AreWritten()
    {
        var video = Environment.GetEnvironmentVariable(VideoVariable);
        if (video is null) MakeFilm(video = console.File("sample.mp4"));
        var run = await StartAsync("sample", $$"""{"video": "{{video}}", "framesPerRange": 30}""");
        var failed = await StartAsync("missing-film", """{"video": "/films/missing.mp4"}""");
        await using (var window = await console.OpenAsync($"/console/executions/{run}"))
            await Expect(window.Status("Succeeded")).ToBeVisibleAsync();
        await TakeReportAsync("sample");
        foreach (var (width, height) in new[] { (360, 800), (1280, 860), (2560, 1440) })
        {
            foreach (var theme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await using var window = await console.OpenAsync($"/console/executions/{run}", new()
                {
                    ViewportSize = new() { Width = width, Height = height }, ColorScheme = theme,
                });
                await PointAsync(window.Page);
                await TakeAsync(window.Page, $"run-{width}-{theme}");
                if ((width, theme) == (1280, ColorScheme.Light)) await TakeAsync(window.Page, "console", fullPage: false);
                await window.GoAsync($"/console/executions/{failed}");
                await TakeAsync(window.Page, $"failed-{width}-{theme}");
                if (theme == ColorScheme.Dark) continue;
                string[] paths =
                [
                    .. s_pages.Select(tab => $"/console/executions/{run}{tab}"), "/console", "/console/start", "/console/images",
                    $"/console/compare?one={run}&other={failed}",
                ];
                foreach (var (number, path) in paths.Index())
                {
                    await window.GoAsync(path);
                    await TakeAsync(window.Page, $"page-{number}-{width}");
                }
            }
        }
    }

    // At the middle of the video.
    private async Task TakeReportAsync(string run)
    {
        await using var context = await console.NewContextAsync(new() { ViewportSize = new() { Width = 1160, Height = 912 } });
        var page = await context.NewPageAsync();
        await page.GotoAsync($"{console.Address}{Links.Result(run, "report.html")}");
        var plot = (await page.Locator(".curve .plot").First.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(plot.X + (plot.Width * 0.4f), plot.Y);
        await TakeAsync(page, "report", fullPage: false);
    }

    private async Task<string> StartAsync(string name, string input) => (string)(await console.CallAsync("StartExecution", new()
    {
        ["stateMachineArn"] = LocalServer.StateMachineArn, ["name"] = name, ["input"] = input,
    }))["executionArn"]!;

    private static void MakeFilm(string path) => Ffmpeg.Run(
        "-f", "lavfi", "-i", "testsrc2=s=640x360:r=30:d=3", "-f", "lavfi", "-i", "mandelbrot=s=640x360:r=30",
        "-f", "lavfi", "-i", "smptehdbars=s=640x360:r=30:d=3", "-filter_complex",
        "[1:v]trim=duration=4,setpts=PTS-STARTPTS[m];[0:v][m][2:v]concat=n=3:v=1", "-c:v", "libx264", "-g", "30",
        "-sc_threshold", "0", "-bf", "0", "-pix_fmt", "yuv420p", path);

    // At the middle of the film.
    private static async Task PointAsync(IPage page)
    {
        await page.Locator(".lanes-root[data-ready]").WaitForAsync();
        var slider = page.GetByRole(AriaRole.Slider, new() { Name = "Ranges" });
        for (var range = 0; range < 5; range++) await slider.PressAsync("ArrowRight");
        await Expect(page.Locator(".strip-readout img")).ToBeVisibleAsync();
    }

    private static Task TakeAsync(IPage page, string name, bool fullPage = true) => page.ScreenshotAsync(new()
    {
        Path = Path.Combine(Environment.GetEnvironmentVariable(ScreenshotFactAttribute.Variable)!, $"{name}.png"),
        FullPage = fullPage,
    });
}

/// <summary>A test that writes pictures, if it is asked to.</summary>
public sealed class ScreenshotFactAttribute : FactAttribute
{
    /// <summary>The environment variable with the folder.</summary>
    public const string Variable = "VIDEOPIPELINE_SCREENSHOTS";

    public ScreenshotFactAttribute() => Skip = new BrowserFactAttribute().Skip
        ?? (Environment.GetEnvironmentVariable(Variable) is null ? $"{Variable} names no folder." : null);
}
