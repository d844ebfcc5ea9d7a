using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using VideoPipeline.Local.Serving;
using VideoPipeline.Testing;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace VideoPipeline.WebConsole.Tests.Browser;

/// <summary>The console in a real browser, on a real server.</summary>
[Collection(ConsoleFixture.Name)]
public sealed class ConsoleBrowserTests(ConsoleFixture console)
{
    private const string Branching = """
        {"StartAt": "Set", "States": {
          "Set": {"Type": "Pass", "Next": "Check"},
          "Check": {"Type": "Choice", "Choices": [{"Variable": "$.x", "NumericEquals": 1, "Next": "Good"}], "Default": "Bad"},
          "Good": {"Type": "Pass", "End": true},
          "Bad": {"Type": "Fail", "Error": "Wrong", "Cause": "x is not 1 <script>alert(1)</script>"}}}
        """;

    [BrowserFact]
    public async Task Start_VideoThatIsMissing_ShowsWhyAndSucceedsAfterARedrive()
    {
        var video = console.File("later.mp4");
        await using var window = await console.OpenAsync("/console/start");
        var page = window.Page;

        await page.GetByLabel("Video", new() { Exact = true }).FillAsync(video);
        await page.GetByText("Options", new() { Exact = true }).ClickAsync();
        await page.GetByLabel("framesPerRange").FillAsync("25");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start" }).ClickAsync();

        await Expect(page.Locator(".failure h2")).ToContainTextAsync("Index failed: VideoNotFoundException");
        await Expect(page.Locator(".failure .cause")).ToContainTextAsync(video);
        await Expect(page.Locator(".node.failed", new() { HasText = "Index" })).ToBeVisibleAsync();

        ConsoleFixture.MakeVideo(video);
        await page.GetByRole(AriaRole.Button, new() { Name = "Redrive" }).ClickAsync();

        await Expect(window.Status("Succeeded")).ToBeVisibleAsync();
        await Expect(page.Locator(".failure")).ToHaveCountAsync(0);
        await Expect(page.GetByText("4 succeeded").First).ToBeVisibleAsync();

        await page.Locator(".lanes-root[data-ready]").WaitForAsync();
        await page.GetByRole(AriaRole.Slider, new() { Name = "Ranges" }).PressAsync("End");
        await Expect(page.Locator(".readout-facts")).ToContainTextAsync("75–99");
        await Expect(page.Locator(".strip-readout img")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Slider, new() { Name = "Ranges" }).PressAsync("Enter");
        await Expect(page.Locator("tr.selected", new() { HasText = "frames 75–99" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Log", Exact = true }).ClickAsync();
        var details = page.GetByRole(AriaRole.Region, new() { Name = "Details" });
        await Expect(details.Locator(".log")).ToContainTextAsync("DecodeRange");
        await page.GetByRole(AriaRole.Link, new() { Name = "Results" }).ClickAsync();
        await page.WaitForFunctionAsync("() => document.querySelector('.results img')?.naturalWidth > 0");
        Assert.Empty(window.Problems);
    }

    [BrowserFact]
    public async Task Step_InputThatIsChanged_TakesTheOtherBranch()
    {
        await console.CreateMachineAsync("stepped", Branching);
        await using var window = await console.OpenAsync("/console/start");
        var page = window.Page;
        await page.GetByLabel("State machine").SelectOptionAsync("stepped");
        await page.GetByLabel("Stop before each state").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Start" }).ClickAsync();

        await Expect(Waiting(page)).ToContainTextAsync("Set");
        await page.GetByRole(AriaRole.Button, new() { Name = "Step" }).ClickAsync();
        await Expect(Waiting(page)).ToContainTextAsync("Check");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Input", Exact = true }).FillAsync("""{"x": 1}""");
        await page.GetByRole(AriaRole.Button, new() { Name = "Step" }).ClickAsync();
        await Expect(Waiting(page)).ToContainTextAsync("Good");
        await page.GetByRole(AriaRole.Button, new() { Name = "Mock an error" }).ClickAsync();
        await page.GetByLabel("Error", new() { Exact = true }).FillAsync("Mocked");
        await page.GetByRole(AriaRole.Button, new() { Name = "Step with the mock" }).ClickAsync();
        await Expect(Waiting(page)).ToContainTextAsync("has failed");
        await page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();

        await Expect(window.Status("Succeeded")).ToBeVisibleAsync();
        Assert.Empty(window.Problems);
    }

    [BrowserFact]
    public async Task Open_FailedExecution_ShowsTheCauseAsText()
    {
        var arn = await console.StartAsync(await console.CreateMachineAsync("failing", Branching), """{"x": 2}""");
        await using var window = await console.OpenAsync($"/console/executions/{arn}?tab=events");

        await Expect(window.Page.Locator(".failure h2")).ToContainTextAsync("Bad failed: Wrong");
        await Expect(window.Page.Locator(".failure .cause")).ToContainTextAsync("<script>alert(1)</script>");
        await Expect(window.Page.Locator(".failure .json")).ToContainTextAsync("\"x\": 2");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "ChoiceStateExited" }).ClickAsync();
        await Expect(window.Page.GetByLabel("Event 5")).ToContainTextAsync("stateExitedEventDetails");
        Assert.Empty(window.Problems);
    }

    [BrowserFact]
    public async Task List_ExecutionThatStarts_AppearsWithoutReloading()
    {
        var machine = await console.CreateMachineAsync("listed", Branching);
        await using var window = await console.OpenAsync("/console");
        var name = Name(await console.StartAsync(machine, """{"x": 1}"""));

        await Expect(window.Page.GetByRole(AriaRole.Link, new() { Name = name })).ToBeVisibleAsync();
        await window.Page.GetByLabel("Status").SelectOptionAsync("Failed");
        await Expect(window.Page.GetByRole(AriaRole.Link, new() { Name = name })).ToHaveCountAsync(0);
        Assert.Empty(window.Problems);
    }

    [BrowserFact]
    public async Task Compare_TwoExecutions_ShowsWhatDiffers()
    {
        var machine = await console.CreateMachineAsync("compared", Branching);
        var (one, other) = (await console.StartAsync(machine, """{"x": 1}"""), await console.StartAsync(machine, """{"x": 3}"""));
        await using var window = await console.OpenAsync($"/console/compare?one={one}&other={other}");

        await Expect(window.Page.Locator("tr.different", new() { HasText = "input.x" })).ToContainTextAsync("3");
        await Expect(window.Page.Locator("tr", new() { HasText = "Good" })).ToContainTextAsync("not entered");
        Assert.Empty(window.Problems);
    }

    [BrowserFact]
    public async Task FindImage_FrameOfAVideo_ShowsItsPicture()
    {
        var (video, frame) = (console.File("found.mp4"), console.File("frame.png"));
        ConsoleFixture.MakeVideo(video, "320x240");
        Ffmpeg.Run("-i", video, "-frames:v", "1", frame);
        var run = await console.StartAsync(LocalServer.StateMachineArn, $$"""{"video": "{{video}}", "fingerprint": true}""");
        await using var window = await console.OpenAsync($"/console/executions/{run}");
        await Expect(window.Status("Succeeded")).ToBeVisibleAsync();

        await window.GoAsync("/console/images");
        await window.Page.Locator("[data-ready] input[type=file]").SetInputFilesAsync(frame);

        await Expect(window.Page.Locator(".hits li").First).ToContainTextAsync(Name(run));
        await Expect(window.Page.Locator(".hits img").First).ToBeVisibleAsync();
    }

    [BrowserTheory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task OpenReport_FromTheResults_WorksUnderItsPolicy(ColorScheme theme)
    {
        var video = console.File($"reported-{theme}.mp4");
        ConsoleFixture.MakeVideo(video, "320x240");
        var run = await console.StartAsync(LocalServer.StateMachineArn, $$"""{"video": "{{video}}"}""");
        await using var window = await console.OpenAsync($"/console/executions/{run}", new() { ColorScheme = theme });
        await Expect(window.Status("Succeeded")).ToBeVisibleAsync();
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Results" }).ClickAsync();
        var link = window.Page.GetByRole(AriaRole.Link, new() { Name = "report.html" });

        var report = await window.Page.RunAndWaitForPopupAsync(() => link.ClickAsync());
        await report.WaitForLoadStateAsync();

        await report.GetByRole(AriaRole.Slider, new() { Name = "Frame" }).PressAsync("End");
        await Expect(report.Locator("[data-readout='frame']")).ToHaveTextAsync("99");
        // Sandboxed: its script can neither read the console nor call the server.
        Assert.Equal("null", await report.EvaluateAsync<string>("self.origin"));
        Assert.Null(await report.EvaluateAsync<object?>("window.opener"));
        Assert.Empty(window.Problems);
        // Axe is a script of its own.
        await using var unlocked = await console.NewContextAsync(new() { ColorScheme = theme, BypassCSP = true });
        var page = await unlocked.NewPageAsync();
        await page.GotoAsync(report.Url);
        await AssertAccessibleAsync(page, report.Url);
    }

    [BrowserFact]
    public async Task Choose_VideoOfTheFolder_IsTakenIntoTheForm()
    {
        ConsoleFixture.MakeVideo(console.File("in the folder.mp4"));
        await File.WriteAllTextAsync(console.File("in the folder.txt"), "no video");
        await using var window = await console.OpenAsync("/console/start");
        var videos = window.Page.GetByRole(AriaRole.Region, new() { Name = "Videos" });

        await window.Page.GetByLabel("Videos", new() { Exact = true }).First.FillAsync("IN THE");
        await Expect(videos.Locator("tbody tr:has(button)")).ToHaveCountAsync(1);
        await videos.GetByRole(AriaRole.Button, new() { Name = "in the folder.mp4" }).ClickAsync();

        await Expect(window.Page.GetByLabel("Video", new() { Exact = true })).ToHaveValueAsync(console.File("in the folder.mp4"));
        Assert.Empty(window.Problems);
    }

    [BrowserFact]
    public async Task Upload_VideoThatIsChosen_IsCopiedIntoTheStore()
    {
        var video = console.File("chosen.mp4");
        ConsoleFixture.MakeVideo(video);
        await using var window = await console.OpenAsync("/console/start");

        await window.Page.Locator("[data-ready] input[type=file]").SetInputFilesAsync(video);

        var address = window.Page.GetByLabel("Video", new() { Exact = true });
        await Expect(address).ToHaveValueAsync(new Regex("uploads/chosen.mp4$"));
        Assert.Empty(window.Problems);
    }

    [BrowserTheory]
    [InlineData(360, ColorScheme.Dark)]
    [InlineData(640, ColorScheme.Light)] // 1280 at 200 %
    [InlineData(1280, ColorScheme.Light)]
    public async Task Open_EachPage_IsAccessibleAndFits(int width, ColorScheme theme)
    {
        var arn = await console.StartAsync(
            await console.CreateMachineAsync($"accessible-{width}-{theme}", Branching), """{"x": 2}""");
        string[] paths =
        [
            "/console", "/console/start", "/console/images", $"/console/compare?one={arn}&other={arn}",
            $"/console/executions/{arn}",
            $"/console/executions/{arn}?tab=time", $"/console/executions/{arn}?tab=events",
        ];
        // Axe is a script of its own.
        await using var window = await console.OpenAsync("/console", new()
        {
            ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = theme, BypassCSP = true,
        });
        foreach (var path in paths)
        {
            await window.GoAsync(path);
            await AssertAccessibleAsync(window.Page, path);
        }
        Assert.Empty(window.Problems);
    }

    private static async Task AssertAccessibleAsync(IPage page, string path)
    {
        var violations = (await page.RunAxe()).Violations;
        Assert.Equal("", string.Join('\n', violations.Select(violation =>
            $"{path} {violation.Id}: {violation.Help} {string.Join(' ', violation.Nodes.Select(node => node.Html))}")));
        Assert.True(
            await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), path);
    }

    private static string Name(string arn) => arn[(arn.LastIndexOf(':') + 1)..];

    private static ILocator Waiting(IPage page) => page.Locator(".paused h3");
}
