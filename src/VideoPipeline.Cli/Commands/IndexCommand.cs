using System.CommandLine;
using VideoPipeline.Cli.Descriptions;
using VideoPipeline.Executions;
using VideoPipeline.Indexing;
using VideoPipeline.Native;
using VideoPipeline.Sources;
using VideoPipeline.Sources.Access;
using VideoPipeline.Video;

namespace VideoPipeline.Cli.Commands;

/// <summary><c>index</c>: what can be told of a video before any of it is decoded.</summary>
internal sealed class IndexCommand : VideoPipelineCommand
{
    private readonly Argument<string> _video = VideoArgument();
    private readonly Option<int?> _stream = StreamOption();
    private readonly Option<bool> _json = JsonOption("it");

    public IndexCommand(CommandContext context)
        : base("index", "What is found in a video without decoding it: streams, frames, GOPs, where it may be cut.", context)
    {
        Add(_video);
        Add(_stream);
        Add(_json);
    }

    public override string Examples => """
          videopipeline index film.mp4
          videopipeline index https://example.com/film.mp4 --json
        """;

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupted)
    {
        using var work = new WorkingFolder();
        var input = new ExecutionInput { Video = Absolute(parsed.GetValue(_video)!), Stream = parsed.GetValue(_stream) }.Validated();
        await using var source = await new VideoSources().OpenAsync(input.Video, expected: null, interrupted);
        var description = VideoDescription.Of(await Indexer.ReadAsync(source, input.Stream, work.Path, interrupted), source.Access);
        if (parsed.GetValue(_json)) Context.Out.WriteLine(CliJson.Text(description));
        else Context.Out.Write(VideoText.Of(description, SourceAddress.ForDisplay(input.Video)));
        return ExitCode.Done;
    }
}
