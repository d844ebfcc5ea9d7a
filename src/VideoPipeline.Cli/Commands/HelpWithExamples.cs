using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace VideoPipeline.Cli.Commands;

/// <summary>The usual help, then what somebody would type.</summary>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    private const string RootExamples = """
          videopipeline run                              try it on a sample that is made for you
          videopipeline run film.mp4 --out results       analyse a video
          videopipeline run https://example.com/film.mp4 only the bytes that are needed are read
          videopipeline frames film.mp4 --at 0,1:02.5 --as png --out stills
          videopipeline find logo.png                    in which analysed videos it is to be seen
          videopipeline doctor                           what is installed, what is missing
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
