using System.CommandLine;
using VideoPipeline.Cli.Descriptions;
using VideoPipeline.Cli.Videos;
using VideoPipeline.Executions;
using VideoPipeline.Indexing;
using VideoPipeline.Temporary;

namespace VideoPipeline.Cli.Commands;

/// <summary><c>index</c>: shows the properties of a video without decoding it.</summary>
internal sealed class IndexCommand : VideoPipelineCommand
{
    private readonly Argument<string[]> _videos = VideosArgument(ArgumentArity.OneOrMore);
    private readonly Option<bool> _recursive = RecursiveOption();
    private readonly Option<int?> _stream = StreamOption();
    private readonly Option<bool> _json = JsonOption("the result");

    public IndexCommand(CommandContext context)
        : base("index", "Show the properties of a video without decoding it: stream, frames, GOPs, split points.", context)
    {
        Add(_videos);
        Add(_recursive);
        Add(_stream);
        Add(_json);
    }

    public override string Examples => """
          videopipeline index film.mp4
          videopipeline index https://example.com/film.mp4 --json
          videopipeline index videos/ --json | jq .frames
        """;

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupted)
    {
        var given = await ExpandAsync(parsed.GetValue(_videos)!, parsed.GetValue(_recursive), interrupted);
        var json = parsed.GetValue(_json);
        return await VideoSequence.ForEachAsync(given, json, Context, async (video, _) =>
        {
            using var work = new WorkingFolder();
            var input = new ExecutionInput { Video = video, Stream = parsed.GetValue(_stream) }.Validated();
            await using var source = await CreateSources().OpenAsync(input.Video, expected: null, interrupted);
            var index = await Indexer.ReadAsync(source, input.Stream, work.Path, interrupted);
            var description = VideoDescription.Of(index, source.Access);
            if (json) Context.Out.WriteLine(given.ToJson(video, description));
            else Context.Out.Write(VideoText.Of(description, input.Video.ToString()));
        });
    }
}
