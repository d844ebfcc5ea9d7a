using System.CommandLine;
using VideoPipeline.Cli.Descriptions;
using VideoPipeline.Cli.Estimates;
using VideoPipeline.Cli.Estimates.Calibration;
using VideoPipeline.Cli.Videos;
using VideoPipeline.Errors;
using VideoPipeline.Executions;
using VideoPipeline.Functions;
using VideoPipeline.Indexing;
using VideoPipeline.Planning;
using VideoPipeline.Temporary;
using VideoPipeline.Video;

namespace VideoPipeline.Cli.Commands;

/// <summary><c>plan</c>: shows how a video would be split into ranges, how long that takes, and the cost on AWS.</summary>
internal sealed class PlanCommand : VideoPipelineCommand
{
    private readonly Argument<string[]> _videos = VideosArgument(ArgumentArity.OneOrMore);
    private readonly Option<bool> _recursive = RecursiveOption();
    private readonly Option<int?> _stream = StreamOption();
    private readonly Option<int?> _workers = WorkersOption();
    private readonly Option<int?> _framesPerRange = FramesPerRangeOption();
    private readonly EstimateOptions _estimate = new();
    private readonly CalibrationOptions _calibration = new();
    private readonly Option<bool> _json = JsonOption("the result");

    public PlanCommand(CommandContext context)
        : base("plan", "Show how a video would be split into ranges, how long that takes, and the cost on AWS.", context)
    {
        Add(_videos);
        Option[] options =
            [_recursive, _stream, _workers, _framesPerRange, .. _estimate.All, .. _calibration.All, _json];
        foreach (var option in options) Add(option);
        Validators.Add(_estimate.Check);
        Validators.Add(result => _calibration.Check(result, _estimate));
    }

    public override string Examples => """
          videopipeline plan film.mp4
          videopipeline plan film.mp4 --calibrate      run it once, to predict runs on this machine
          videopipeline plan film.mp4 --on aws
          videopipeline plan film.mp4 --on aws --workers 1000 --memory 1769
          videopipeline plan film.mp4 --on aws --deadline 60s
          videopipeline plan film.mp4 --on aws --budget 0.01
        """;

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupted)
    {
        var given = await ExpandAsync(parsed.GetValue(_videos)!, parsed.GetValue(_recursive), interrupted);
        if (given.AreMany && _calibration.IsUsed(parsed))
            throw new InvalidInputException("--calibrate and --calibrate-from take one video.");
        var json = parsed.GetValue(_json);
        return await VideoSequence.ForEachAsync(given, json, Context, async (video, _) =>
        {
            var description = await DescribeAsync(video, parsed, interrupted);
            if (json) Context.Out.WriteLine(given.ToJson(video, description));
            else Context.Out.Write(PlanText.Of(description, video.ToString()));
        });
    }

    private async Task<PlanDescription> DescribeAsync(SourceAddress video, ParseResult parsed, CancellationToken interrupted)
    {
        var input = new ExecutionInput
        {
            Video = video,
            Stream = parsed.GetValue(_stream),
            Workers = parsed.GetValue(_workers),
            FramesPerRange = parsed.GetValue(_framesPerRange),
        }.Validated();
        // Before the index is read, so that the run finds the process as `run` does.
        var run = _calibration.Measures(parsed) ? await CalibrationRun.MeasureAsync(input, Context, interrupted) : null;
        using var work = new WorkingFolder();
        await using var source = await CreateSources().OpenAsync(input.Video, expected: null, interrupted);
        var index = await Indexer.ReadAsync(source, input.Stream, work.Path, interrupted);
        WriteNote(index.Remark);
        var processors = Environment.ProcessorCount;
        var worker = new RemoteWorker(_estimate.GetMemory(parsed) ?? RemoteWorker.DefaultMegabytes);
        var isOnAws = _estimate.IsOnAws(parsed.CommandResult);
        var calibration = CalibrationFile.Load(Context.StoreFolder);
        var measured = run?.ToMeasuredRun(index, input.Workers ?? processors)
            ?? _calibration.ReadRun(parsed, index, isOnAws ? worker : null, Context.WorkingFolder);
        if (measured is not null) calibration = calibration.Add(measured, Context.StoreFolder);
        if (!isOnAws)
        {
            var local = Planner.Create(index, input.Workers ?? processors, processors, input.FramesPerRange, whole: null);
            return PlanDescription.Of(local, index, worker.Megabytes, processors, calibration) with
            {
                Measured = run is null ? null : measured!.Measured,
            };
        }
        var chosen = Choose(input, index, calibration, parsed);
        if (chosen is not null)
        {
            worker = new RemoteWorker(chosen.WorkerMemory);
            input = input with { Workers = chosen.Workers, FramesPerRange = chosen.FramesPerRange };
        }
        var plan = Planner.Create(
            index, input.Workers ?? Settings.DefaultWorkers, sharedProcessors: null, input.FramesPerRange, whole: null,
            worker: worker);
        return PlanDescription.Of(plan, index, worker.Megabytes, processors: null, calibration) with { Chosen = chosen };
    }

    private ChosenSetting? Choose(ExecutionInput input, VideoIndex index, CalibrationFile calibration, ParseResult parsed)
    {
        if (_estimate.GetObjective(parsed) is not { } objective) return null;
        var factors = calibration.FactorsFor(MeasuredRun.Aws, processors: null, MeasuredWork.Of(index));
        var search = new AwsSearch(index, factors)
        {
            Megabytes = _estimate.GetMemory(parsed),
            Workers = input.Workers,
            FramesPerRange = input.FramesPerRange,
        };
        var found = search.Find(objective);
        return new ChosenSetting(objective.ToString(), found.Megabytes, found.Workers, found.FramesPerRange);
    }
}
