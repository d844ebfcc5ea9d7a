using System.CommandLine;
using VideoPipeline.Cli.Remote;
using VideoPipeline.Executions;
using VideoPipeline.Results.Wording;
using VideoPipeline.Video;

namespace VideoPipeline.Cli.Commands;

/// <summary><c>start</c>: starts an execution of Step Functions and does not wait for its end.</summary>
internal sealed class StartCommand : VideoPipelineCommand
{
    private readonly Argument<string> _video = VideoArgument();
    private readonly Option<string> _stateMachine = new("--state-machine", "--on")
    {
        HelpName = "ARN",
        Description = "The state machine.",
        Required = true,
    };

    private readonly InputOptions _inputs = new(StreamOption(), WorkersOption(), FramesPerRangeOption());

    public StartCommand(CommandContext context)
        : base(
            "start",
            "Start an execution on AWS or on a server started with serve, and print its ARN. An s3:// address that ends with / "
            + "starts one for each video and image below it that has no results yet.",
            context)
    {
        Add(_video);
        foreach (var option in (Option[])[_stateMachine, .. _inputs.All]) Add(option);
        Validators.Add(_inputs.Check);
    }

    public override string Examples => """
          videopipeline start s3://bucket/a.mp4 --state-machine arn:aws:states:eu-west-1:123456789012:stateMachine:videopipeline
          videopipeline start https://example.com/film.mp4 --on ARN --every 24
          videopipeline start s3://bucket/videos/2026/ --on ARN --fingerprint
        """;

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupted)
    {
        var machine = StepFunctionsArn.Parse(parsed.GetValue(_stateMachine)!, StepFunctionsArn.StateMachine);
        var video = machine.RequireReadable(ToAbsolute(parsed.GetValue(_video)!));
        var input = _inputs.CreateInput(video, parsed, machine.IsLocal ? ResolveModel : model => model);
        using var client = Context.CreateStepFunctionsClient(machine.Text);
        var arn = IsPrefix(video)
            ? await new RemoteBatches(client, Context.Time).StartAsync(machine, video, input, interrupted)
            : await new RemoteRuns(client, machine.Text, Context.StoreFolder, Context.Time)
                .StartAsync(ExecutionName.For(input.Video, Context.Time.GetUtcNow()), input, interrupted);
        Context.Out.WriteLine(arn);
        Context.Error.WriteLine($"To follow it: {ShellWords.Join([Context.CommandLineArgs[0], "watch", arn])}");
        return ExitCode.Done;
    }

    private static bool IsPrefix(SourceAddress address) =>
        address.Scheme == "s3" && address.ToString().EndsWith('/');
}
