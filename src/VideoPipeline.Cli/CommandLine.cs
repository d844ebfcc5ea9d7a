using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Reflection;
using VideoPipeline.Cli.Commands;
using VideoPipeline.Cli.Failures;
using VideoPipeline.Native;

namespace VideoPipeline.Cli;

/// <summary>The <c>videopipeline</c> command: words in, exit code out.</summary>
public static class CommandLine
{
    /// <summary>Does what the words say.</summary>
    /// <param name="words">The words after the command's name.</param>
    /// <param name="context">Where it reads and writes.</param>
    /// <param name="interrupted">Stops it.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] words, CommandContext context, CancellationToken interrupted)
    {
        if (words.Length == 0)
        {
            await Root(context).Parse(["--help"]).InvokeAsync(new InvocationConfiguration { Output = context.Error }, interrupted);
            return ExitCode.BadUsage;
        }
        var parsed = Root(context).Parse([.. Literal(words)], new ParserConfiguration { ResponseFileTokenReplacer = null });
        var configuration = new InvocationConfiguration
        {
            Output = context.Out,
            Error = context.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null, // signals are ours
        };
        if (parsed.Action is ParseErrorAction mistake)
        {
            mistake.ShowHelp = false;
            configuration.Output = context.Error; // where suggestions go
            await parsed.InvokeAsync(configuration, interrupted);
            var command = parsed.CommandResult.Command is RootCommand ? "" : parsed.CommandResult.Command.Name + " ";
            context.Error.WriteLine($"See: {context.Words[0]} {command}--help");
            return ExitCode.BadUsage;
        }
        try
        {
            var code = await parsed.InvokeAsync(configuration, interrupted);
            if (OpenCvLibrary.Remark is { } remark && parsed.CommandResult.Command is not DoctorCommand) context.Error.WriteLine(remark);
            return code;
        }
        catch (Exception) when (interrupted.IsCancellationRequested)
        {
            // Whatever failed, failed because it was stopped.
            context.Error.WriteLine("Stopped.");
            return ExitCode.Interrupted;
        }
        catch (Exception failure)
        {
            context.Error.WriteLine(FailureText.Of(failure, context.ShowsStack));
            return FailureText.ExitCodeOf(failure.GetType().Name);
        }
    }

    // What comes after -- is no option, whatever it begins with.
    private static IEnumerable<string> Literal(string[] words)
    {
        var options = words.TakeWhile(word => word != "--").Count();
        return words.Select((word, place) => place > options && word.StartsWith('-') ? "./" + word : word);
    }

    private static RootCommand Root(CommandContext context)
    {
        var root = new RootCommand("Looks at every frame of a video: indexes it, cuts it into ranges, decodes and analyses them side by side, and joins the results.")
        {
            new RunCommand(context),
            new FramesCommand(context),
            new ClassifyCommand(context),
            new ModelsCommand(context),
            new IndexCommand(context),
            new PlanCommand(context),
            new FindCommand(context),
            new FingerprintCommand(context),
            new StartCommand(context),
            new WatchCommand(context),
            new ServeCommand(context),
            new DoctorCommand(context),
        };
        root.HelpName = "videopipeline";
        foreach (var option in root.Options)
        {
            if (option is HelpOption { Action: HelpAction help }) option.Action = new HelpWithExamples(help);
            if (option is VersionOption) option.Action = new PrintVersion();
        }
        return root;
    }

    private sealed class PrintVersion : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var version = typeof(CommandLine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
            parseResult.InvocationConfiguration.Output.WriteLine($"videopipeline {version.Split('+')[0]}");
            return ExitCode.Done;
        }
    }
}
