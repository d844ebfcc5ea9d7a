using System.CommandLine;
using VideoPipeline.Cli.Descriptions;
using VideoPipeline.Executions;
using VideoPipeline.Indexing;
using VideoPipeline.Native;
using VideoPipeline.Sources;

namespace VideoPipeline.Cli.Commands;

/// <summary><c>index</c>: shows the properties of a video without decoding it.</summary>
internal sealed class IndexCommand : VideoPipelineCommand
{
    private readonly Argument<string> _video = VideoArgument();
    private readonly Option<int?> _stream = StreamOption();
    private readonly Option<bool> _json = JsonOption("the result");

    public IndexCommand(CommandContext context)
        : base("index", "Show the properties of a video without decoding it: stream, frames, GOPs, split points.", context)
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
        var (video, stream) = (ToAbsolute(parsed.GetValue(_video)!), parsed.GetValue(_stream));
        var input = new ExecutionInput { Video = video, Stream = stream }.Validated();
        await using var source = await new VideoSources().OpenAsync(input.Video, expected: null, interrupted);
        var index = await Indexer.ReadAsync(source, input.Stream, work.Path, interrupted);
        var description = VideoDescription.Of(index, source.Access);
        if (parsed.GetValue(_json)) Context.Out.WriteLine(CliJson.Serialize(description));
        else Context.Out.Write(VideoText.Of(description, input.Video.ToString()));
        return ExitCode.Done;
    }
}
