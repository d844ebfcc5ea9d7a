using VideoPipeline.Cli.Streams;
using VideoPipeline.Local.Runs;
using VideoPipeline.Testing;

namespace VideoPipeline.Cli.Tests.Support;

/// <summary>Runs commands in a temporary folder, with redirected standard streams.</summary>
internal sealed class Session(IRuns? runs = null, string input = "") : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly StringWriter _errors = new() { NewLine = "\n" };
    private readonly MemoryStream _bytes = new();

    public string Folder => _folder.Root;

    /// <summary>The editor of a person at a terminal; null if there is neither.</summary>
    public string? Editor { get; init; }

    public string Output => _output.ToString();

    public string Errors => _errors.ToString();

    public byte[] Bytes => _bytes.ToArray();

    public Task<int> RunAsync(params string[] args) => RunAsync(CancellationToken.None, args);

    public Task<int> RunAsync(CancellationToken interrupted, params string[] args) =>
        CommandLine.RunAsync(args, Context(args), interrupted);

    public void Dispose() => _folder.Dispose();

    public CommandContext Context(params string[] args) => new()
    {
        In = new StringReader(input),
        InIsTerminal = Editor is not null,
        Editor = Editor,
        Out = new PrintableWriter(_output),
        Error = new PrintableWriter(_errors),
        Terminal = _errors,
        OpenOut = () => _bytes,
        OutIsTerminal = false,
        ErrorIsTerminal = false,
        WorkingFolder = Folder,
        CommandLineArgs = ["videopipeline", .. args],
        Time = new StepClock(),
        CreateRuns = _ => runs ?? throw new InvalidOperationException("No run was expected."),
        CreateStepFunctionsClient = arn => throw new InvalidOperationException($"No call for {arn} was expected."),
    };
}
