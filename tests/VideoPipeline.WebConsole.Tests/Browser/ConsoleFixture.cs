using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using VideoPipeline.Local.Runs;
using VideoPipeline.Local.Serving;
using VideoPipeline.Local.Serving.StepFunctions.Mocking;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.WebConsole.Tests.Browser;

/// <summary>A server with the console and a store of its own, and Debian's Chromium. One for all tests, because in-process
/// functions share their environment.</summary>
public sealed class ConsoleFixture : IAsyncLifetime
{
    /// <summary>The name of the xunit collection.</summary>
    public const string Name = "console";

    /// <summary>A test case of the pipeline in which nothing is decoded.</summary>
    public const string ManyRanges = "ManyRanges";

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new();
    private LocalServer? _server;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The address of the server.</summary>
    public string Address => _server!.Address;

    /// <summary>What the pages of the server show.</summary>
    internal ServedExecutions Served { get; private set; } = null!;

    /// <summary>The path of a file that does not exist.</summary>
    public string File(string name) => _folder.File(name);

    /// <summary>Makes a video of 100 frames in 4 closed GOPs.</summary>
    public static void MakeVideo(string path, string size = "64x48") => Ffmpeg.Run(
        "-f", "lavfi", "-i", $"testsrc2=s={size}:r=25:d=4", "-c:v", "libx264", "-g", "25", "-sc_threshold", "0", "-bf", "0",
        "-pix_fmt", "yuv420p", path);

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        _server = await LocalServer.StartAsync(
            new LocalRunsOptions { StoreFolder = _folder.File("store") }, 0, TimeProvider.System,
            new ServerContent { Pages = new Pages(this), Mocks = Mocks() });
        if (new ProgramFactAttribute(BrowserFactAttribute.Program).Skip is not null) return;
        // Long, so that no test depends on the speed of the machine.
        Assertions.SetDefaultExpectTimeout(60_000);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium" });
    }

    /// <summary>Opens a page in a new window.</summary>
    /// <param name="path">Its path, from <c>/console</c> on.</param>
    /// <param name="options">The options of the window.</param>
    public async Task<ConsoleWindow> OpenAsync(string path, BrowserNewContextOptions? options = null)
    {
        var window = new ConsoleWindow(await NewContextAsync(options ?? new()), Address);
        await window.OpenAsync(path);
        return window;
    }

    /// <summary>Opens a browser without a page.</summary>
    public Task<IBrowserContext> NewContextAsync(BrowserNewContextOptions options) => _browser!.NewContextAsync(options);

    /// <summary>Executes an operation of the Step Functions API.</summary>
    public async Task<JsonObject> CallAsync(string operation, JsonObject body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Address)
        {
            Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/x-amz-json-1.0"),
            Headers = { { "X-Amz-Target", $"AWSStepFunctions.{operation}" } },
        };
        using var response = await _http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
    }

    /// <summary>Creates a state machine and returns its ARN.</summary>
    public async Task<string> CreateMachineAsync(string name, string definition)
    {
        var response = await CallAsync("CreateStateMachine", new()
        {
            ["name"] = name, ["definition"] = definition, ["roleArn"] = "arn:aws:iam::000000000000:role/any",
        });
        return (string)response["stateMachineArn"]!;
    }

    /// <summary>Starts an execution and returns its ARN.</summary>
    public async Task<string> StartAsync(string machine, string input = "{}")
    {
        var response = await CallAsync("StartExecution", new() { ["stateMachineArn"] = machine, ["input"] = input });
        return (string)response["executionArn"]!;
    }

    // The states around Decode run, what takes long does not.
    private MockConfiguration Mocks()
    {
        var machine = LocalServer.StateMachineArn.Split(':')[^1];
        return MockConfiguration.Load(_folder.Write("mocks.json", Encoding.UTF8.GetBytes($$$"""
            {
              "StateMachines": {"{{{machine}}}": {"TestCases": {"{{{ManyRanges}}}": {"DecodeRange": "Any", "Reduce": "Any"} } } },
              "MockedResponses": {"Any": {"0-100000":
                {"Return": {"Payload": {"bucket": "b", "summary": "s", "frames": "f"} } } } }
            }
            """)));
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        _http.Dispose();
        await _server!.DisposeAsync();
        _folder.Dispose();
    }

    private sealed class Pages(ConsoleFixture console) : IServerPages
    {
        private readonly ConsolePages _pages = new() { VideoFolder = console._folder.Root };

        public void AddServices(IServiceCollection services, ServedExecutions served)
        {
            console.Served = served;
            _pages.AddServices(services, served);
        }

        public void Map(WebApplication app) => _pages.Map(app);
    }
}

/// <summary>The tests that share the server.</summary>
[CollectionDefinition(ConsoleFixture.Name)]
public sealed class ConsoleTests : ICollectionFixture<ConsoleFixture>;
