using VideoPipeline.Local.Runs;
using VideoPipeline.Testing;

namespace VideoPipeline.Cli.Tests.Support;

/// <summary>Somebody at a shell in a folder of their own, where nothing is a terminal.</summary>
internal sealed class Session(IRuns? runs = null, string input = "") : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly StringWriter _errors = new() { NewLine = "\n" };
    private readonly MemoryStream _bytes = new();

    public string Folder => _folder.Root;

    public string Output => _output.ToString();

    public string Errors => _errors.ToString();

    public byte[] Bytes => _bytes.ToArray();

    public Task<int> RunAsync(params string[] words) => RunAsync(CancellationToken.None, words);

    public Task<int> RunAsync(CancellationToken interrupted, params string[] words) => CommandLine.RunAsync(words, new CommandContext
    {
        In = new StringReader(input),
        Out = _output,
        Error = _errors,
        OpenOut = () => _bytes,
        OutIsTerminal = false,
        ErrorIsTerminal = false,
        WorkingFolder = Folder,
        Words = ["videopipeline", .. words],
        Time = new StepClock(),
        Runs = (_, _) => runs ?? throw new InvalidOperationException("No run was expected."),
        StepFunctions = arn => throw new InvalidOperationException($"Nothing of {arn} was to be asked."),
    }, interrupted);

    public void Dispose() => _folder.Dispose();
}
