using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace VideoPipeline.Cli.Commands;

/// <summary>Prints the default help, followed by examples.</summary>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    private const string RootExamples = """
          videopipeline run                              analyze the built-in sample video
          videopipeline run film.mp4 --out results       analyze a video
          videopipeline run https://example.com/film.mp4 read only the required bytes
          videopipeline frames film.mp4 --at 0,1:02.5 --as png --out stills
          videopipeline find logo.png                    find an image in the analyzed videos
          videopipeline doctor                           show what is installed and missing
        """;

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        help.Invoke(parseResult);
        var examples = parseResult.CommandResult.Command is VideoPipelineCommand command ? command.Examples : RootExamples;
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        output.WriteLine(examples);
        return ExitCode.Done;
    }
}
