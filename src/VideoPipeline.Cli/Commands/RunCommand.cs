using System.CommandLine;
using VideoPipeline.Cli.Batches;
using VideoPipeline.Cli.Exports;
using VideoPipeline.Cli.Logs;
using VideoPipeline.Cli.Profiles;
using VideoPipeline.Cli.Progress;
using VideoPipeline.Cli.Remote;
using VideoPipeline.Cli.Runs;
using VideoPipeline.Cli.Samples;
using VideoPipeline.Cli.Stepping;
using VideoPipeline.Errors;
using VideoPipeline.Executions;
using VideoPipeline.Exports.Timecodes;
using VideoPipeline.Local.Runs;
using VideoPipeline.Storage;
using VideoPipeline.Video;

namespace VideoPipeline.Cli.Commands;

/// <summary><c>run</c>: runs a video through the state machine, locally or, with <c>--on</c>, on AWS or a local server.</summary>
internal sealed class RunCommand : VideoPipelineCommand
{
    private readonly Argument<string[]> _videos =
        VideosArgument(ArgumentArity.ZeroOrMore, " (default: a built-in sample video)");

    private readonly Option<bool> _recursive = RecursiveOption();
    private readonly Option<int?> _jobs = JobsOption();
    private readonly Option<string?> _output = new("--out")
    {
        HelpName = "DIR",
        Description = "Copy the result files to this folder; of several videos, to a folder in it for each.",
    };

    private readonly InputOptions _inputs = new(StreamOption(), WorkersOption(), FramesPerRangeOption());
    private readonly Option<string?> _on = new("--on")
    {
        HelpName = "ARN",
        Description = "Run on this Step Functions state machine and follow the execution, as watch does.",
    };

    private readonly Option<bool> _isolated = new("--isolated")
    {
        Description = "Run each function in a separate process with its limits, as Lambda does.",
    };

    private readonly Option<bool> _step = new("--step")
    {
        Description = "Stop before each state, to look at its input, change it, give a result instead, or run to a state.",
    };

    private readonly Option<string?> _name = new("--name")
    {
        HelpName = "NAME",
        Description = "The name of the run and of its execution (default: from the video and the time).",
    };

    private readonly Option<bool> _profile = new("--profile")
    {
        Description = "Also print where the time went: processor time and waiting by step; write profile.json.",
    };

    private readonly Option<bool> _csv = new("--csv") { Description = "Also write shots.csv and frames.csv." };
    private readonly Option<bool> _parquet = new("--parquet") { Description = "Also write shots.parquet and frames.parquet." };
    private readonly Option<bool> _json = JsonOption("the results (of several videos, a line each)");

    public RunCommand(CommandContext context)
        : base("run", "Analyze a video with the state machine: index, plan, decode and analyze, reduce.", context)
    {
        Add(_videos);
        Option[] options =
            [_output, _name, _recursive, _jobs, .. _inputs.All, _csv, _parquet, _profile, _on, _isolated, _step, _json];
        foreach (var option in options) Add(option);
        Validators.Add(_inputs.Check);
        _name.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var name }] && !ExecutionName.IsValid(name))
                result.AddError(
                    $"--name must be 1 to 80 ASCII letters, digits, - and _ (got '{name}').");
        });
        Validators.Add(result =>
        {
            if (result.GetResult(_on) is not null && (result.GetValue(_isolated) || result.GetValue(_step)))
                result.AddError("--isolated and --step cannot be combined with --on.");
            if (result.GetValue(_profile)
                && (result.GetResult(_on) is not null || result.GetValue(_isolated) || result.GetValue(_step)))
            {
                result.AddError("--profile measures this process. It cannot be combined with --on, --isolated and --step.");
            }
        });
    }

    public override string Examples => """
          videopipeline run
          videopipeline run film.mp4 --out results
          videopipeline run videos/ --recursive --out results     a folder of results per video
          videopipeline run https://example.com/film.mp4 --workers 4 --json
          videopipeline run film.mp4 --every 24          one frame in 24
          videopipeline run film.mp4 --model googlenet   classify frames of each shot
          videopipeline run film.mp4 --step              stop before each state
          videopipeline run film.mp4 --profile           print where the time went
          videopipeline run s3://bucket/film.mp4 --on arn:aws:states:eu-west-1:123456789012:stateMachine:videopipeline
        """;

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupted)
    {
        var destination = OutputFolder.FromOption(parsed.GetValue(_output), Context.WorkingFolder);
        var given = parsed.GetValue(_videos) is { Length: > 0 } arguments
            ? await ExpandAsync(arguments, parsed.GetValue(_recursive), interrupted)
            : null;
        if (given is { AreMany: true }) return await RunManyAsync(given.Addresses, destination, parsed, interrupted);
        var machine = parsed.GetValue(_on) is { } arn ? StepFunctionsArn.Parse(arn, StepFunctionsArn.StateMachine) : null;
        var address = given?.Addresses[0]
            ?? await SampleVideo.GetOrCreateAsync(Context.StoreFolder, Context.Notes, interrupted);
        destination?.CheckIsFor(address.ToString());
        Func<SourceAddress, SourceAddress> modelName = machine is { IsLocal: false } ? static model => model : ResolveModel;
        var input = _inputs.CreateInput(machine?.RequireReadable(address) ?? address, parsed, modelName);
        WriteNote(input.GetSelection()?.Remark);
        if (machine is null) await CheckModelAsync(input, interrupted);
        var profiler = parsed.GetValue(_profile) ? new RunProfiler(Context.Time) : null;
        var outcome = machine is null
            ? await RunLocallyAsync(input, parsed, profiler, interrupted)
            : await RunOnAsync(machine, input, parsed.GetValue(_name), interrupted);
        profiler?.EnterEnd();
        if (outcome is { Succeeded: true }) await ExportTablesAsync(outcome.Folder, parsed, interrupted);
        return outcome is null
            ? ExitCode.Interrupted
            : OutcomeText.Write(outcome, destination, parsed.GetValue(_json), Context, profiler);
    }

    private async Task<int> RunManyAsync(
        IReadOnlyList<SourceAddress> videos, OutputFolder? destination, ParseResult parsed, CancellationToken interrupted)
    {
        if (parsed.GetResult(_on) is not null || parsed.GetResult(_name) is not null || parsed.GetValue(_step)
            || parsed.GetValue(_profile))
            throw new InvalidInputException(
                "--on, --name, --step and --profile are for one video. To start one execution for each video of a prefix, use " +
                "start.");
        var load = BatchLoad.Create(videos.Count, Environment.ProcessorCount, parsed.GetValue(_jobs), _inputs.GetWorkers(parsed));
        var options = new BatchOptions(
            address => _inputs.CreateInput(address, parsed, ResolveModel) with { Workers = load.Workers },
            () => CreateRuns(parsed),
            (folder, cancellation) => ExportTablesAsync(folder, parsed, cancellation),
            destination?.Path,
            load.Jobs,
            parsed.GetValue(_json));
        var first = options.CreateInput(videos[0]); // an invalid option stops the command here
        WriteNote(first.GetSelection()?.Remark);
        await CheckModelAsync(first, interrupted);
        return await new BatchRun(videos, options, Context).RunAsync(interrupted);
    }

    // The frames are classified last: a model that is not there must not cost the work before.
    private async Task CheckModelAsync(ExecutionInput input, CancellationToken interrupted)
    {
        if (input.Model is { } model) await OpenModelLibrary(CreateSources()).CheckAsync(model, interrupted);
    }

    private async Task ExportTablesAsync(string folder, ParseResult parsed, CancellationToken interrupted)
    {
        RunExport[] exports =
        [
            .. IsMissing(_csv, "frames.csv") ? RunExports.Find("csv") : [],
            .. IsMissing(_parquet, "frames.parquet") ? RunExports.Find("parquet") : [],
        ];
        if (exports.Length > 0)
            await RunExporter.WriteAsync(new ExportedRun(folder, new TimecodeOptions()), exports, folder, interrupted);

        // Of a run that is used again, they may be there.
        bool IsMissing(Option<bool> option, string file) =>
            parsed.GetValue(option) && !File.Exists(Path.Combine(folder, file));
    }

    private Task<RunOutcome?> RunLocallyAsync(
        ExecutionInput input, ParseResult parsed, RunProfiler? profiler, CancellationToken interrupted)
    {
        var name = parsed.GetValue(_name);
        if (name is not null)
        {
            var folder = Path.Combine(Context.StoreFolder, new RunKeys(name).Prefix);
            if (new OutputFolder(folder).Owner is { } other && other != input.Video.ToString())
                throw new InvalidInputException($"--name {name} is a run of {other}. Give another name, or delete {folder}.");
        }
        return RunAsync(
            CreateRuns(parsed),
            input,
            name,
            parsed.GetValue(_step),
            profiler,
            progress => InterruptedText.Of(progress, Context.StoreFolder, Context.CommandLineArgs),
            interrupted);
    }

    private IRuns CreateRuns(ParseResult parsed) => Context.CreateRuns(new LocalRunsOptions
    {
        StoreFolder = Context.StoreFolder,
        Isolated = parsed.GetValue(_isolated),
        LogFunction = Context.Verbosity == Verbosity.Verbose
            ? new LogWriter(Context.Error, json: false, Context.Time).Write
            : static _ => { },
    });

    private async Task<RunOutcome?> RunOnAsync(
        StepFunctionsArn machine, ExecutionInput input, string? name, CancellationToken interrupted)
    {
        using var client = Context.CreateStepFunctionsClient(machine.Text);
        var runs = new RemoteRuns(client, machine.Text, Context.StoreFolder, Context.Time);
        return await RunAsync(
            runs, input, name, step: false, profiler: null,
            _ => InterruptedText.OfRemote(runs.StartedArn, Context.CommandLineArgs[0]), interrupted);
    }

    private async Task<RunOutcome?> RunAsync(
        IRuns runs, ExecutionInput input, string? name, bool step, RunProfiler? profiler,
        Func<RunProgress, string> interruptedText, CancellationToken interrupted)
    {
        using var steps = step ? new StepConsole(Context) : null;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(interrupted);
        RunWatcher? watcher = null;
        try
        {
            name ??= ExecutionName.For(input.Video, Context.Time.GetUtcNow());
            var outcome = await ProgressDisplay.RunAsync(Context, bars: !step, display =>
            {
                var run = runs.RunAsync(name, input, watcher = new RunWatcher(display, steps, profiler), stop.Token);
                return steps?.DuringAsync(run, stop) ?? run;
            });
            // A cancelled worker may report a failure.
            if (outcome.Succeeded || !IsStopped()) return outcome;
        }
        catch (Exception) when (IsStopped())
        {
            // A cancellation may surface as any exception; the message below covers it.
        }
        Context.Error.WriteLine(interruptedText(watcher?.LastProgress ?? default));
        return null;

        bool IsStopped() => interrupted.IsCancellationRequested || steps is { HasQuit: true };
    }
}
