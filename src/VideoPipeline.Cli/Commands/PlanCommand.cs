using System.CommandLine;
using VideoPipeline.Cli.Descriptions;
using VideoPipeline.Executions;
using VideoPipeline.Indexing;
using VideoPipeline.Native;
using VideoPipeline.Planning;
using VideoPipeline.Sources;

namespace VideoPipeline.Cli.Commands;

/// <summary><c>plan</c>: shows how a video would be split into ranges, and the approximate cost.</summary>
internal sealed class PlanCommand : VideoPipelineCommand
{
    private readonly Argument<string> _video = VideoArgument();
    private readonly Option<int?> _stream = StreamOption();
    private readonly Option<int?> _workers = WorkersOption();
    private readonly Option<int?> _framesPerRange = FramesPerRangeOption();
    private readonly Option<bool> _json = JsonOption("the result");

    public PlanCommand(CommandContext context)
        : base("plan", "Show how a video would be split into ranges, and the approximate cost on AWS.", context)
    {
        Add(_video);
        foreach (Option option in (Option[])[_stream, _workers, _framesPerRange, _json]) Add(option);
    }

    public override string Examples => """
          videopipeline plan film.mp4
          videopipeline plan film.mp4 --workers 100
        """;

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupted)
    {
        var input = new ExecutionInput
        {
            Video = ToAbsolute(parsed.GetValue(_video)!),
            Stream = parsed.GetValue(_stream),
            Workers = parsed.GetValue(_workers),
            FramesPerRange = parsed.GetValue(_framesPerRange),
        }.Validated();
        using var work = new WorkingFolder();
        await using var source = await new VideoSources().OpenAsync(input.Video, expected: null, interrupted);
        var index = await Indexer.ReadAsync(source, input.Stream, work.Path, interrupted);
        WriteNote(index.Remark);
        var processors = Environment.ProcessorCount;
        var plan = Planner.Create(index, input.Workers ?? processors, processors, input.FramesPerRange, whole: null);
        var description = PlanDescription.Of(plan, index);
        if (parsed.GetValue(_json)) Context.Out.WriteLine(CliJson.Serialize(description));
        else Context.Out.Write(PlanText.Of(description, input.Video.ToString()));
        return ExitCode.Done;
    }
}
