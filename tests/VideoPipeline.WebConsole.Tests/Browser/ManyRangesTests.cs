using Microsoft.Playwright;
using VideoPipeline.Local.Serving;
using VideoPipeline.Testing;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace VideoPipeline.WebConsole.Tests.Browser;

/// <summary>A run with thousands of ranges: what is sent and shown stays small. Counts and not times, which depend on the
/// machine.</summary>
[Collection(ConsoleFixture.Name)]
public sealed class ManyRangesTests(ConsoleFixture console)
{
    private const int Ranges = 5000, MaxNodes = 1500, MaxMessage = 300_000;

    [BrowserFact]
    public async Task Open_RunWithFiveThousandRanges_SendsAndShowsLittle()
    {
        var run = await StartAsync("many.mp4");
        await using var window = await console.OpenAsync($"/console/executions/{run}");
        await Expect(window.Status("Succeeded")).ToBeVisibleAsync();
        Assert.InRange(window.Received.Max(), 1, MaxMessage);

        foreach (var tab in new[] { "states", "time", "items", "events", "log" })
        {
            window.Received.Clear();
            await window.GoAsync($"/console/executions/{run}?tab={tab}");
            await window.Page.Locator(".lanes-root[data-ready]").First.WaitForAsync();
            await Expect(window.Page.Locator(".strip-readout")).ToContainTextAsync("1 of 5000");
            Assert.InRange(await window.Page.EvaluateAsync<int>("document.querySelectorAll('*').length"), 1, MaxNodes);
            // The bars of the ranges, in the time line also those of the items.
            Assert.InRange(window.Received.Sum(), 1, 3 * MaxMessage);
        }

        window.Received.Clear();
        await window.Page.GetByRole(AriaRole.Slider, new() { Name = "Ranges" }).PressAsync("End");
        await Expect(window.Page.Locator(".strip-readout")).ToContainTextAsync("5000 of 5000");
        Assert.InRange(window.Received.Sum(), 1, MaxMessage / 10);
        Assert.Empty(window.Problems);
    }

    // Every frame is a range; none is decoded.
    private async Task<string> StartAsync(string name)
    {
        var video = console.File(name);
        Ffmpeg.Run(
            "-f", "lavfi", "-i", "testsrc2=s=32x32:r=25", "-frames:v", $"{Ranges}", "-c:v", "libx264", "-preset", "ultrafast",
            "-g", "1", "-pix_fmt", "yuv420p", video);
        return await console.StartAsync(
            $"{LocalServer.StateMachineArn}#{ConsoleFixture.ManyRanges}", $$"""{"video": "{{video}}", "framesPerRange": 1}""");
    }
}
