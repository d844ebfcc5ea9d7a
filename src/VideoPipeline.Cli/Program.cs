using System.Text;
using VideoPipeline.Cli;
using VideoPipeline.Cli.Streams;
using VideoPipeline.Functions;
using VideoPipeline.Local.Runs;

string workingFolder;
try
{
    workingFolder = Environment.CurrentDirectory;
}
catch (FileNotFoundException)
{
    Console.Error.WriteLine("error: The current folder no longer exists. Change to another folder.");
    return ExitCode.Failed;
}
using var interruption = new Interruption();
var output = new StreamWriter(OpenOutput(), new UTF8Encoding(false), 1 << 14);
var code = await CommandLine.RunAsync(args, new CommandContext
{
    In = Console.In,
    InIsTerminal = !Console.IsInputRedirected,
    Editor = new[] { "VISUAL", "EDITOR" }
        .Select(Environment.GetEnvironmentVariable).FirstOrDefault(command => command is { Length: > 0 }),
    Out = new PrintableWriter(output),
    Error = new PrintableWriter(Console.Error),
    Terminal = Console.Error,
    OpenOut = OpenOutput,
    OutIsTerminal = !Console.IsOutputRedirected,
    ErrorIsTerminal = !Console.IsErrorRedirected,
    WorkingFolder = workingFolder,
    // The launcher script passes the name by which it was called.
    CommandLineArgs = [Environment.GetEnvironmentVariable("VIDEOPIPELINE_COMMAND") ?? "videopipeline", .. args],
    Time = TimeProvider.System,
    CreateRuns = options => new LocalRuns(options with
    {
        Sandbox = Environment.GetEnvironmentVariable("VIDEOPIPELINE_SANDBOX"), // set by layers/try
    }),
    CreateStepFunctionsClient = StepFunctionsClients.ForArn,
    ShowStackTrace = Environment.GetEnvironmentVariable("VIDEOPIPELINE_DEBUG") == "1",
}, interruption.Token);
try
{
    await output.FlushAsync(); // what a failed command had written before
}
catch (IOException)
{
    // Reported as the error of the command.
}
return code;

static Stream OpenOutput() => new OutputStream(Console.OpenStandardOutput());
