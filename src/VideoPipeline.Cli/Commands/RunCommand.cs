using System.CommandLine;
using VideoPipeline.Cli.Progress;
using VideoPipeline.Cli.Remote;
using VideoPipeline.Cli.Runs;
using VideoPipeline.Cli.Samples;
using VideoPipeline.Executions;
using VideoPipeline.Local.Runs;

namespace VideoPipeline.Cli.Commands;

/// <summary><c>run</c>: a video through the state machine, on this machine or, with <c>--on</c>, elsewhere.</summary>
internal sealed class RunCommand : VideoPipelineCommand
{
    private readonly Argument<string?> _video = RefuseOptions(new Argument<string?>("VIDEO")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "The video: a path, or an http://, https:// or s3://bucket/key address. Without it, a sample of a few scenes is made and analysed.",
    });

    private readonly Option<string?> _output = new("--out") { HelpName = "DIR", Description = "Put the result files into this folder." };
    private readonly InputOptions _inputs = new(StreamOption(), WorkersOption(), FramesPerRangeOption());
    private readonly Option<string?> _on = new("--on") { HelpName = "ARN", Description = "Run it on this state machine of AWS, and follow it as watch does." };
    private readonly Option<bool> _isolated = new("--isolated") { Description = "Give each function a process of its own, as Lambda does." };
    private readonly Option<bool> _step = new("--step") { Description = "Before each state, show its input and wait for Enter." };
    private readonly Option<bool> _json = JsonOption("the results");

    public RunCommand(CommandContext context)
        : base("run", "Take a video through the state machine: index, plan, decode and analyse, reduce.", context)
    {
        Add(_video);
        foreach (var option in (Option[])[_output, .. _inputs.All, _on, _isolated, _step, _json]) Add(option);
        Validators.Add(_inputs.Check);
        Validators.Add(result =>
        {
            if (result.GetResult(_on) is not null && (result.GetValue(_isolated) || result.GetValue(_step)))
                result.AddError("--isolated and --step are for runs on this machine, without --on.");
        });
    }

    public override string Examples => """
          videopipeline run
          videopipeline run film.mp4 --out results
          videopipeline run https://example.com/film.mp4 --workers 4 --json
          videopipeline run film.mp4 --every 24          one frame in 24
          videopipeline run film.mp4 --model googlenet   say what is seen in each shot
          videopipeline run film.mp4 --step              watch what each state is given
          videopipeline run s3://bucket/film.mp4 --on arn:aws:states:eu-west-1:123456789012:stateMachine:videopipeline
        """;

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupted)
    {
        var destination = OutFolder.Of(parsed.GetValue(_output), Context.WorkingFolder);
        var machine = parsed.GetValue(_on) is { } arn ? MachineArn.Parse(arn, MachineArn.StateMachine) : null;
        var address = parsed.GetValue(_video) is { } given ? Absolute(given) : await SampleVideo.MakeAsync(Context.StoreFolder, Context.Error, interrupted);
        var input = _inputs.For(machine?.Video(address) ?? address, parsed, machine is { IsServedHere: false } ? static model => model : ModelName);
        var outcome = machine is null
            ? await RunAsync(Context.Runs(Context.StoreFolder, parsed.GetValue(_isolated)), input, parsed.GetValue(_step), InterruptedHere, interrupted)
            : await RunOnAsync(machine, input, interrupted);
        return outcome is null ? ExitCode.Interrupted : OutcomeText.Write(outcome, destination, parsed.GetValue(_json), Context);
    }

    private async Task<RunOutcome?> RunOnAsync(MachineArn machine, ExecutionInput input, CancellationToken interrupted)
    {
        using var client = Context.StepFunctions(machine.Text);
        var runs = new RemoteRuns(client, machine.Text, Context.StoreFolder, Context.Time);
        return await RunAsync(runs, input, step: false, _ => InterruptedText.OfRemote(runs.Started, Context.Words[0]), interrupted);
    }

    private async Task<RunOutcome?> RunAsync(
        IRuns runs, ExecutionInput input, bool step, Func<RunProgress, string> interruptedText, CancellationToken interrupted)
    {
        var steps = step ? new StateByState(Context.In, Context.Error) : null;
        RunWatcher? watcher = null;
        try
        {
            var outcome = await ProgressDisplay.WhileAsync(Context, bars: !step, display => runs.RunAsync(
                ExecutionName.For(input.Video, Context.Time.GetUtcNow()), input, watcher = new RunWatcher(display, steps), interrupted));
            // A worker that is stopped may look like one that failed.
            if (outcome.Succeeded || !interrupted.IsCancellationRequested) return outcome;
        }
        catch (Exception) when (interrupted.IsCancellationRequested)
        {
            // Told below, whatever the exception.
        }
        Context.Error.WriteLine(interruptedText(watcher?.Last ?? default));
        return null;
    }

    private string InterruptedHere(RunProgress progress) => InterruptedText.Of(progress, Context.StoreFolder, Context.Words);
}
