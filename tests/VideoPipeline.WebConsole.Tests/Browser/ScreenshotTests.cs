using Microsoft.Playwright;
using VideoPipeline.Testing;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace VideoPipeline.WebConsole.Tests.Browser;

/// <summary>Pictures of the pages, for whoever looks at them and for the documents. They are made where the environment variable
/// <c>VIDEOPIPELINE_SCREENSHOTS</c> names a folder.</summary>
[Collection(ConsoleFixture.Name)]
public sealed class ScreenshotTests(ConsoleFixture console)
{
    [ScreenshotFact]
    public async Task Screenshots_OfARunThatSucceedsAndOneThatFails_AreWritten()
    {
        var video = Repository.SharedData is { } data
            ? Path.Combine(data, "videos", "nasa_13013.mp4")
            : console.File("film.mp4");
        if (Repository.SharedData is null) ConsoleFixture.MakeVideo(video);
        const string Pipeline = "arn:aws:states:us-east-1:000000000000:stateMachine:videopipeline";
        var run = await console.StartAsync(Pipeline, $$"""{"video": "{{video}}", "framesPerRange": 25}""");
        var failed = await console.StartAsync(Pipeline, """{"video": "/films/none.mp4"}""");
        await using (var window = await console.OpenAsync($"/console/executions/{run}"))
            await Expect(window.Status("Succeeded")).ToBeVisibleAsync();
        foreach (var (width, height) in new[] { (360, 800), (1280, 900), (2560, 1440) })
        {
            foreach (var theme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await using var window = await console.OpenAsync($"/console/executions/{run}", new()
                {
                    ViewportSize = new() { Width = width, Height = height }, ColorScheme = theme,
                });
                await window.Page.Locator(".lanes-root[data-ready]").WaitForAsync();
                await window.Page.GetByRole(AriaRole.Slider, new() { Name = "Ranges" }).PressAsync("End");
                await Expect(window.Page.Locator(".strip-readout img")).ToBeVisibleAsync();
                await TakeAsync(window.Page, $"run-{width}-{theme}");
                await window.GoAsync($"/console/executions/{failed}");
                await TakeAsync(window.Page, $"failed-{width}-{theme}");
                if (theme == ColorScheme.Dark) continue;
                await window.GoAsync($"/console/executions/{run}?tab=time");
                await TakeAsync(window.Page, $"time-{width}");
                await window.GoAsync($"/console/executions/{run}?tab=items");
                await TakeAsync(window.Page, $"items-{width}");
                await window.GoAsync("/console");
                await TakeAsync(window.Page, $"list-{width}");
                await window.GoAsync("/console/start");
                await TakeAsync(window.Page, $"start-{width}");
                await window.GoAsync($"/console/compare?one={run}&other={failed}");
                await TakeAsync(window.Page, $"compare-{width}");
            }
        }
    }

    private static Task TakeAsync(IPage page, string name) => page.ScreenshotAsync(new()
    {
        Path = Path.Combine(Environment.GetEnvironmentVariable(ScreenshotFactAttribute.Variable)!, $"{name}.png"),
        FullPage = true,
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
