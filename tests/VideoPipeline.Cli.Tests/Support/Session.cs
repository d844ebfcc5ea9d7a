using VideoPipeline.Local.Runs;
using VideoPipeline.Testing;

namespace VideoPipeline.Cli.Tests.Support;

/// <summary>Somebody at a shell in a folder of their own, where nothing is a terminal.</summary>
internal sealed class Session(IRuns? runs = null, string input = "") : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly StringWriter output = new() { NewLine = "\n" };
    private readonly StringWriter errors = new() { NewLine = "\n" };
    private readonly MemoryStream bytes = new();

    public string Folder => folder.Root;

    public string Output => output.ToString();

    public string Errors => errors.ToString();

    public byte[] Bytes => bytes.ToArray();

    public Task<int> RunAsync(params string[] words) => RunAsync(CancellationToken.None, words);

    public Task<int> RunAsync(CancellationToken interrupted, params string[] words) => CommandLine.RunAsync(words, new CommandContext
    {
        In = new StringReader(input),
        Out = output,
        Error = errors,
        OpenOut = () => bytes,
        OutIsTerminal = false,
        ErrorIsTerminal = false,
        WorkingFolder = Folder,
        Words = ["videopipeline", .. words],
        Time = new StepClock(),
        Runs = (_, _) => runs ?? throw new InvalidOperationException("No run was expected."),
        StepFunctions = arn => throw new InvalidOperationException($"Nothing of {arn} was to be asked."),
    }, interrupted);

    public void Dispose() => folder.Dispose();
}
