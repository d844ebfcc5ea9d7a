using System.CommandLine;
using VideoPipeline.Cli.Failures;
using VideoPipeline.Cli.Progress;
using VideoPipeline.Cli.Runs;
using VideoPipeline.Cli.Samples;
using VideoPipeline.Local.Runs;

namespace VideoPipeline.Cli.Commands;

/// <summary><c>run</c>: a video through the state machine, on this machine.</summary>
internal sealed class RunCommand : VideoPipelineCommand
{
    private readonly Argument<string?> video = RefuseOptions(new Argument<string?>("VIDEO")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "The video: a path, or an http://, https:// or s3://bucket/key address. Without it, a sample of a few scenes is made and analysed.",
    });

    private readonly Option<string?> output = new("--out") { HelpName = "DIR", Description = "Put the result files into this folder." };
    private readonly Option<bool> rgb = new("--rgb") { Description = "Also sum the full-size frames as B, G and R." };
    private readonly Option<bool> strict = new("--strict") { Description = "Fail when a frame cannot be decoded, instead of listing it." };
    private readonly Option<bool> fingerprint = new("--fingerprint")
    {
        Description = "Store what the frames that stand for shots are known again by, for find.",
    };

    private readonly Option<string?> fingerprintEvery = new("--fingerprint-every")
    {
        HelpName = "N",
        Description = "The same, and of every N-th frame besides, or of one in every so many seconds: 24, 0.5s.",
    };

    private readonly Option<int?> workers = WorkersOption();
    private readonly Option<int?> framesPerRange = FramesPerRangeOption();
    private readonly PickOptions picking = new();
    private readonly ClassifyOptions classifying = new();
    private readonly Option<bool> isolated = new("--isolated") { Description = "Give each function a process of its own, as Lambda does." };
    private readonly Option<bool> step = new("--step") { Description = "Before each state, show its input and wait for Enter." };
    private readonly Option<bool> json = JsonOption("the results");

    public RunCommand(CommandContext context)
        : base("run", "Take a video through the state machine: index, plan, decode and analyse, reduce.", context)
    {
        Add(video);
        foreach (var option in (Option[])[output, .. picking.All, .. classifying.All, rgb, strict, fingerprint, fingerprintEvery, workers, framesPerRange, isolated, step, json]) Add(option);
        Validators.Add(result =>
        {
            if (picking.Used(result) > 1) result.AddError("Pick frames in one way: --frames A:B, --at LIST, --every N, --fps F or --keyframes.");
        });
    }

    public override string Examples => """
          videopipeline run
          videopipeline run film.mp4 --out results
          videopipeline run https://example.com/film.mp4 --workers 4 --json
          videopipeline run film.mp4 --every 24          one frame in 24
          videopipeline run film.mp4 --model googlenet   say what is seen in each shot
          videopipeline run film.mp4 --step              watch what each state is given
        """;

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupted)
    {
        var destination = parsed.GetValue(output) is { } folder ? new OutFolder(Path.GetFullPath(folder, Context.WorkingFolder)) : null;
        destination?.Check();
        var input = classifying.On(picking.On(new ExecutionInput
        {
            Video = parsed.GetValue(video) is { } given ? Absolute(given) : await SampleVideo.MakeAsync(Context.StoreFolder, Context.Error, interrupted),
            Rgb = parsed.GetValue(rgb),
            Strict = parsed.GetValue(strict),
            Fingerprint = parsed.GetValue(fingerprint),
            FingerprintEvery = parsed.GetValue(fingerprintEvery),
            Workers = parsed.GetValue(workers),
            FramesPerRange = parsed.GetValue(framesPerRange),
        }, parsed), parsed, ModelName).Checked();

        var outcome = await RunAsync(input, parsed.GetValue(isolated), parsed.GetValue(step), interrupted);
        if (outcome is null) return ExitCode.Interrupted;
        if (outcome is { Error: { } error })
        {
            Context.Error.WriteLine(FailureText.Of(error, outcome.Cause ?? "no cause was given."));
            return FailureText.ExitCodeOf(error);
        }
        var results = new RunFolder(outcome.Folder);
        destination?.Copy(outcome.Folder, results.Files, results.Absent);
        var shown = destination?.Path ?? Path.TrimEndingDirectorySeparator(outcome.Folder);
        if (parsed.GetValue(json)) WriteJson(results, outcome.Name, shown);
        else Context.Out.Write(results.Text(shown));
        return ExitCode.Done;
    }

    private async Task<RunOutcome?> RunAsync(ExecutionInput input, bool isolated, bool step, CancellationToken interrupted)
    {
        var runs = Context.Runs(Context.StoreFolder, isolated);
        var steps = step ? new StateByState(Context.In, Context.Error) : null;
        RunWatcher? watcher = null;
        try
        {
            var outcome = await WatchAsync(display => runs.RunAsync(
                ExecutionName.For(input.Video, Context.Time.GetUtcNow()), input, watcher = new RunWatcher(display, steps), interrupted), bars: !step);
            // A worker that is stopped may look like one that failed.
            if (outcome.Succeeded || !interrupted.IsCancellationRequested) return outcome;
        }
        catch (Exception) when (interrupted.IsCancellationRequested)
        {
            // Told below, whatever the exception.
        }
        Context.Error.WriteLine(InterruptedText.Of(watcher?.Last ?? default, Context.StoreFolder, Context.Words));
        return null;
    }

    private Task<RunOutcome> WatchAsync(Func<IProgressDisplay, Task<RunOutcome>> work, bool bars) =>
        bars && Context.ErrorIsTerminal
            ? ProgressBars.WhileAsync(Context.Error, Context.Time, work)
            : work(new ProgressLines(Context.Error, Context.Time));

    private void WriteJson(RunFolder results, string execution, string shown)
    {
        using var text = new MemoryStream();
        results.WriteJson(text, execution, shown);
        Context.Out.WriteLine(System.Text.Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length));
    }
}
