using System.Text;
using VideoPipeline.Cli;
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
await using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), 1 << 14);
var code = await CommandLine.RunAsync(args, new CommandContext
{
    In = Console.In,
    InIsTerminal = !Console.IsInputRedirected,
    Editor = new[] { "VISUAL", "EDITOR" }
        .Select(Environment.GetEnvironmentVariable).FirstOrDefault(command => command is { Length: > 0 }),
    Out = output,
    Error = Console.Error,
    OpenOut = Console.OpenStandardOutput,
    OutIsTerminal = !Console.IsOutputRedirected,
    ErrorIsTerminal = !Console.IsErrorRedirected,
    WorkingFolder = workingFolder,
    // The launcher script passes the name by which it was called.
    CommandLineArgs = [Environment.GetEnvironmentVariable("VIDEOPIPELINE_COMMAND") ?? "videopipeline", .. args],
    Time = TimeProvider.System,
    CreateRuns = (store, isolated) => new LocalRuns(new LocalRunsOptions
    {
        StoreFolder = store,
        Isolated = isolated,
        Sandbox = Environment.GetEnvironmentVariable("VIDEOPIPELINE_SANDBOX"), // set by layers/try
    }),
    CreateStepFunctionsClient = StepFunctionsClients.ForArn,
    ShowStackTrace = Environment.GetEnvironmentVariable("VIDEOPIPELINE_DEBUG") == "1",
}, interruption.Token);
return code;
