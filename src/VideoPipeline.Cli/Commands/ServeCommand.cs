using System.CommandLine;
using VideoPipeline.Local.Runs;
using VideoPipeline.Local.Serving;

namespace VideoPipeline.Cli.Commands;

/// <summary><c>serve</c>: serves Step Functions and the HTTP API on the loopback address until it is interrupted.</summary>
internal sealed class ServeCommand : VideoPipelineCommand
{
    private const int DefaultPort = 8083;

    private readonly Option<int> _port = new("--port")
    {
        HelpName = "N",
        Description = $"The port on 127.0.0.1; 0 selects a free port (default: {DefaultPort}).",
        DefaultValueFactory = _ => DefaultPort,
    };

    public ServeCommand(CommandContext context)
        : base("serve", "Serve Step Functions, the image endpoints and executions on 127.0.0.1 until Ctrl-C.", context)
    {
        Add(_port);
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
        """;

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupted)
    {
        var options = new LocalRunsOptions { StoreFolder = Context.StoreFolder, Log = Context.Error.WriteLine };
        await using var server = await LocalServer.StartAsync(options, parsed.GetValue(_port), Context.Time);
        Context.Out.WriteLine($"Listening on {server.Address}");
        Context.Out.WriteLine($"State machine {LocalServer.StateMachineArn}");
        foreach (var route in server.Routes) Context.Out.WriteLine($"  {route}");
        // A parent process may wait for the address.
        await Context.Out.FlushAsync(interrupted);
        await Task.Delay(Timeout.Infinite, interrupted);
        return ExitCode.Done;
    }
}
