using System.CommandLine;
using VideoPipeline.Cli.Descriptions;
using VideoPipeline.Cli.Videos;
using VideoPipeline.Executions;
using VideoPipeline.Functions;
using VideoPipeline.Indexing;
using VideoPipeline.Planning;
using VideoPipeline.Temporary;
using VideoPipeline.Video;

namespace VideoPipeline.Cli.Commands;

/// <summary><c>plan</c>: shows how a video would be split into ranges, and the approximate cost.</summary>
internal sealed class PlanCommand : VideoPipelineCommand
{
    private readonly Argument<string[]> _videos = VideosArgument(ArgumentArity.OneOrMore);
    private readonly Option<bool> _recursive = RecursiveOption();
    private readonly Option<int?> _stream = StreamOption();
    private readonly Option<int?> _workers = WorkersOption();
    private readonly Option<int?> _framesPerRange = FramesPerRangeOption();
    private readonly Option<string?> _on = new("--on")
    {
        Description = "Plan as the deployment on AWS does: 100 workers by default, no range near their time limit.",
    };
    private readonly Option<int> _memory = new("--memory")
    {
        Description = "The memory of the workers on AWS in MB (WorkerMemory of the template).",
        HelpName = "MB",
        DefaultValueFactory = _ => RemoteWorker.DefaultMegabytes,
    };
    private readonly Option<bool> _json = JsonOption("the result");

    public PlanCommand(CommandContext context)
        : base("plan", "Show how a video would be split into ranges, and the approximate cost on AWS.", context)
    {
        Add(_videos);
        _on.AcceptOnlyFromAmong("aws");
        _memory.Validators.Add(result =>
        {
            if (result.GetValue(_memory) is var memory and (< 1769 or > 10240))
                result.AddError($"--memory must be from 1769 to 10240 (got {memory}).");
        });
        foreach (Option option in (Option[])[_recursive, _stream, _workers, _framesPerRange, _on, _memory, _json]) Add(option);
    }

    public override string Examples => """
          videopipeline plan film.mp4
          videopipeline plan film.mp4 --on aws
          videopipeline plan film.mp4 --on aws --workers 1000 --memory 1769
        """;

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupted)
    {
        var given = await ExpandAsync(parsed.GetValue(_videos)!, parsed.GetValue(_recursive), interrupted);
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
        using var work = new WorkingFolder();
        await using var source = await CreateSources().OpenAsync(input.Video, expected: null, interrupted);
        var index = await Indexer.ReadAsync(source, input.Stream, work.Path, interrupted);
        WriteNote(index.Remark);
        var worker = new RemoteWorker(parsed.GetValue(_memory));
        var processors = Environment.ProcessorCount;
        var plan = parsed.GetValue(_on) is null
            ? Planner.Create(index, input.Workers ?? processors, processors, input.FramesPerRange, whole: null)
            : Planner.Create(
                index, input.Workers ?? Settings.DefaultWorkers, sharedProcessors: null, input.FramesPerRange, whole: null,
                worker: worker);
        return PlanDescription.Of(plan, index, worker);
    }
}
