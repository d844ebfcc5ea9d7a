using System.CommandLine;
using VideoPipeline.Cli.Logs;
using VideoPipeline.Local.Runs;
using VideoPipeline.Local.Serving;
using VideoPipeline.Local.Serving.StepFunctions.Mocking;
using VideoPipeline.WebConsole;

namespace VideoPipeline.Cli.Commands;

/// <summary><c>serve</c>: serves the console, Step Functions and the HTTP API on the loopback address until it is
/// interrupted.</summary>
internal sealed class ServeCommand : VideoPipelineCommand
{
    private const int DefaultPort = 8083;

    // The environment variable of Step Functions Local.
    private const string MockVariable = "SFN_MOCK_CONFIG";

    private readonly Option<int> _port = new("--port")
    {
        HelpName = "N",
        Description = $"The port on 127.0.0.1; 0 selects a free port (default: {DefaultPort}).",
        DefaultValueFactory = _ => DefaultPort,
    };

    private readonly Option<bool> _isolated = new("--isolated")
    {
        Description = "Run each function in a separate process with its limits, as Lambda does.",
    };

    private readonly Option<string> _videos = new("--videos")
    {
        HelpName = "DIR",
        Description = "The folder in which videos must be that are files; / for any (default: the current folder).",
        DefaultValueFactory = _ => ".",
    };

    private readonly Option<string?> _bindings = new("--bindings")
    {
        HelpName = "FILE",
        Description = "What the names and ARNs of other functions stand for: commands, addresses or functions of the template.",
    };

    private readonly Option<string?> _mocks = new("--mock-config")
    {
        HelpName = "FILE",
        Description = $"Test cases with mocked responses, as of Step Functions Local (default: ${MockVariable}).",
    };

    private readonly Option<bool> _jsonLogs = new("--json-logs")
    {
        Description = "Write each log line as a JSON object, for programs.",
    };

    public ServeCommand(CommandContext context)
        : base("serve", "Serve the console, Step Functions and the image endpoints on 127.0.0.1 until Ctrl-C.", context)
    {
        foreach (var option in (Option[])[_port, _isolated, _videos, _bindings, _mocks, _jsonLogs]) Add(option);
        _port.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !ushort.TryParse(text, out _))
                result.AddError($"--port must be a number from 0 to {ushort.MaxValue} (got '{text}').");
        });
    }

    public override string Examples => """
          videopipeline serve
          curl -F image=@a.jpg -F image=@b.png http://127.0.0.1:8083/images/shape
          aws stepfunctions list-state-machines --endpoint-url http://127.0.0.1:8083
          videopipeline serve --bindings functions.yaml --mock-config MockConfigFile.json
        """;

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupted)
    {
        var log = new LogWriter(Context.Error, parsed.GetValue(_jsonLogs), Context.Time);
        var options = new LocalRunsOptions
        {
            StoreFolder = Context.StoreFolder,
            Isolated = parsed.GetValue(_isolated),
            VideoFolder = FullPath(parsed.GetValue(_videos)),
            BindingsPath = FullPath(parsed.GetValue(_bindings)),
            Log = log.Write,
            LogFunction = log.Write,
        };
        var mocks = FullPath(parsed.GetValue(_mocks) ?? Environment.GetEnvironmentVariable(MockVariable)) is { } file
            ? MockConfiguration.Load(file)
            : MockConfiguration.None;
        var content = new ServerContent { Mocks = mocks, Pages = new ConsolePages() };
        await using var server = await LocalServer.StartAsync(options, parsed.GetValue(_port), Context.Time, content);
        Context.Out.WriteLine($"Listening on {server.Address}");
        Context.Out.WriteLine($"Console {server.Address}{ConsolePages.Path}");
        Context.Out.WriteLine($"State machine {LocalServer.StateMachineArn}");
        foreach (var route in server.Routes) Context.Out.WriteLine($"  {route}");
        // A parent process may wait for the address.
        await Context.Out.FlushAsync(interrupted);
        await Task.Delay(Timeout.Infinite, interrupted);
        return ExitCode.Done;
    }

    private string? FullPath(string? file) => file is { Length: > 0 } ? Path.GetFullPath(file, Context.WorkingFolder) : null;
}
