using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Reflection;
using VideoPipeline.Cli.Commands;
using VideoPipeline.Cli.Configuration;
using VideoPipeline.Cli.Failures;
using VideoPipeline.Errors;
using VideoPipeline.Native;
using VideoPipeline.Results.Wording;

namespace VideoPipeline.Cli;

/// <summary>The <c>videopipeline</c> command.</summary>
internal static class CommandLine
{
    private const string Quiet = "--quiet", Verbose = "--verbose";

    /// <summary>Parses the arguments and runs the command.</summary>
    /// <param name="args">The arguments, without the name of the command.</param>
    /// <param name="context">Its environment.</param>
    /// <param name="interrupted">Cancels the operation.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] args, CommandContext context, CancellationToken interrupted)
    {
        if (args.Length == 0)
        {
            var help = new InvocationConfiguration { Output = context.Error };
            await Root(context).Parse(["--help"]).InvokeAsync(help, interrupted);
            return ExitCode.BadUsage;
        }
        var parser = new ParserConfiguration { ResponseFileTokenReplacer = null };
        string[] words = [.. EscapeAfterDashes(args)];
        var root = Root(context);
        var parsed = root.Parse(words, parser);
        // The commands are made again only for those that write more or less than usual.
        if (WithVerbosity(context, parsed) is var chosen && !ReferenceEquals(chosen, context))
        {
            root = Root(context = chosen);
            parsed = root.Parse(words, parser);
        }
        try
        {
            parsed = WithDefaults(parsed, root, words, parser, context);
        }
        catch (InvalidInputException failure)
        {
            context.Error.WriteLine(FailureText.Of(failure, context.ShowStackTrace));
            return ExitCode.BadUsage;
        }
        var configuration = new InvocationConfiguration
        {
            Output = context.Out,
            Error = context.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null, // Interruption handles signals
        };
        if (parsed.Action is ParseErrorAction parseError)
        {
            parseError.ShowHelp = false;
            await using var problem = new StringWriter();
            configuration.Output = configuration.Error = problem; // suggestions are written to Output
            await parsed.InvokeAsync(configuration, interrupted);
            context.Error.Write(FailureText.WithoutSecrets(problem.ToString(), args));
            var command = parsed.CommandResult.Command is RootCommand ? "" : parsed.CommandResult.Command.Name + " ";
            context.Error.WriteLine($"See: {context.CommandLineArgs[0]} {command}--help");
            return ExitCode.BadUsage;
        }
        try
        {
            var code = await parsed.InvokeAsync(configuration, interrupted);
            await context.Out.FlushAsync(CancellationToken.None);
            if (OpenCvLibrary.Warning is { } warning && parsed.CommandResult.Command is not DoctorCommand)
                context.Error.WriteLine(warning);
            return code;
        }
        catch (Exception) when (interrupted.IsCancellationRequested)
        {
            // A cancellation may surface as any exception.
            context.Error.WriteLine("Interrupted.");
            return ExitCode.Interrupted;
        }
        catch (Exception failure)
        {
            context.Error.WriteLine(FailureText.Of(failure, context.ShowStackTrace));
            return FailureText.ExitCodeOf(failure.GetType().Name);
        }
    }

    private static CommandContext WithVerbosity(CommandContext context, ParseResult parsed)
    {
        return IsGiven(Verbose) ? context with { Verbosity = Verbosity.Verbose, ShowStackTrace = true }
            : IsGiven(Quiet) ? context with { Verbosity = Verbosity.Quiet }
            : context;

        bool IsGiven(string name) => parsed.GetResult(
            parsed.RootCommandResult.Command.Options.First(option => option.Name == name)) is { Implicit: false };
    }

    // Adds the options of the configuration file to those of the command line.
    private static ParseResult WithDefaults(
        ParseResult parsed, RootCommand root, string[] words, ParserConfiguration parser, CommandContext context)
    {
        if (parsed.Action is HelpWithExamples or PrintVersion || parsed.CommandResult.Command is not VideoPipelineCommand)
            return parsed;
        var defaults = ConfigurationFile.TryLoad(context.WorkingFolder, root)?.DefaultsFor(parsed.CommandResult) ?? [];
        if (defaults.Count == 0) return parsed;
        context.Notes.WriteLine($"note: From {ConfigurationFile.FileName}: {ShellWords.Join(defaults)}");
        return root.Parse([.. words.TakeWhile(IsNotDashes), .. defaults, .. words.SkipWhile(IsNotDashes)], parser);
    }

    private static bool IsNotDashes(string word) => word != "--";

    // Arguments after -- are operands: ./ keeps those that start with - from being rejected as mistyped options.
    private static IEnumerable<string> EscapeAfterDashes(string[] args)
    {
        var dashes = args.TakeWhile(arg => arg != "--").Count();
        return args.Select((arg, index) => index > dashes && arg.StartsWith('-') ? "./" + arg : arg);
    }

    private static RootCommand Root(CommandContext context)
    {
        var root = new RootCommand(
            "Analyzes every frame of a video: indexes it, splits it into ranges, decodes and analyzes them in parallel, and " +
            "merges the results.")
        {
            new RunCommand(context),
            new FramesCommand(context),
            new ClassifyCommand(context),
            new ModelsCommand(context),
            new IndexCommand(context),
            new PlanCommand(context),
            new ExportCommand(context),
            new FindCommand(context),
            new FingerprintCommand(context),
            new StartCommand(context),
            new WatchCommand(context),
            new ServeCommand(context),
            new InvokeCommand(context),
            new DoctorCommand(context),
        };
        root.Add(new Option<bool>(Quiet, "-q")
        {
            Description = "Write no progress and no notes, only results and errors.",
            Recursive = true,
        });
        root.Add(new Option<bool>(Verbose, "-v")
        {
            Description = "Also write what functions log, and the stack trace of an error.",
            Recursive = true,
        });
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
        private const int CommitDigits = 10;

        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var attribute = typeof(CommandLine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!;
            // The build appends the commit after a plus sign.
            var parts = attribute.InformationalVersion.Split('+');
            var commit = parts is [_, { Length: >= CommitDigits } hash] ? $" (commit {hash[..CommitDigits]})" : "";
            parseResult.InvocationConfiguration.Output.WriteLine($"videopipeline {parts[0]}{commit}");
            return ExitCode.Done;
        }
    }
}
