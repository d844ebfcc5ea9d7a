using System.CommandLine;
using VideoPipeline.Cli.Progress;
using VideoPipeline.Cli.Descriptions;
using VideoPipeline.Cli.Failures;
using VideoPipeline.Cli.Remote;
using VideoPipeline.Cli.Runs;

namespace VideoPipeline.Cli.Commands;

/// <summary><c>watch</c>: follows an execution of Step Functions until it ends.</summary>
internal sealed class WatchCommand : VideoPipelineCommand
{
    private readonly Argument<string> _execution = RejectOptions(new Argument<string>("EXECUTION")
    {
        Description = "The ARN of the execution, as start prints it.",
    });

    private readonly Option<string?> _output = new("--out")
    {
        HelpName = "DIR",
        Description = "Copy the result files to this folder.",
    };

    private readonly Option<bool> _json = JsonOption("the results");

    public WatchCommand(CommandContext context)
        : base("watch", "Show the progress of an execution on AWS, then its results. Ctrl-C leaves it running.", context)
    {
        Add(_execution);
        Add(_output);
        Add(_json);
    }

    public override string Examples => """
          videopipeline watch arn:aws:states:eu-west-1:123456789012:execution:videopipeline:film-5f0c1a
          videopipeline watch ARN --out results --json
        """;

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupted)
    {
        var destination = OutputFolder.FromOption(parsed.GetValue(_output), Context.WorkingFolder);
        var arn = StepFunctionsArn.Parse(parsed.GetValue(_execution)!, StepFunctionsArn.Execution);
        using var client = Context.CreateStepFunctionsClient(arn.Text);
        if (RemoteBatches.IsBatch(arn)) return await WatchBatchAsync(new RemoteBatches(client, Context.Time), arn, interrupted);
        var runs = new RemoteRuns(client, stateMachine: null, Context.StoreFolder, Context.Time);
        try
        {
            var outcome = await ProgressDisplay.RunAsync(
                Context, bars: true, display => runs.FollowAsync(arn.Text, new RunWatcher(display, steps: null), interrupted));
            return OutcomeText.Write(outcome, destination, parsed.GetValue(_json), Context);
        }
        catch (Exception) when (interrupted.IsCancellationRequested)
        {
            Context.Error.WriteLine(InterruptedText.OfRemote(arn.Text, Context.CommandLineArgs[0]));
            return ExitCode.Interrupted;
        }
    }

    private async Task<int> WatchBatchAsync(RemoteBatches batches, StepFunctionsArn arn, CancellationToken interrupted)
    {
        try
        {
            var (progress, error, cause) = await batches.FollowAsync(
                arn.Text, progress => Context.Error.WriteLine(BatchText.Line(progress)), interrupted);
            if (progress is null)
            {
                Context.Error.WriteLine(FailureText.Of(error, cause));
                return ExitCode.Failed;
            }

            Context.Out.WriteLine(BatchText.Line(progress));
            return progress.Failed == 0 ? ExitCode.Done : ExitCode.Failed;
        }
        catch (Exception) when (interrupted.IsCancellationRequested)
        {
            Context.Error.WriteLine(InterruptedText.OfRemote(arn.Text, Context.CommandLineArgs[0]));
            return ExitCode.Interrupted;
        }
    }
}
