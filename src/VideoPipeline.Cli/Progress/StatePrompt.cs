namespace VideoPipeline.Cli.Progress;

/// <summary>Prints the input of each state before it runs and waits for Enter (<c>--step</c>).</summary>
internal sealed class StatePrompt(TextReader input, TextWriter output)
{
    private bool _ended;

    /// <summary>Prints the input and waits for a line. After the end of standard input, it no longer waits.</summary>
    public async Task WaitAsync(string state, string stateInput, CancellationToken cancellation)
    {
        if (_ended) return;
        output.WriteLine($"Next state: {state}. Input:\n{stateInput}");
        output.Write("Press Enter to continue. ");
        // Console.In blocks even in its asynchronous methods.
        _ended = await Task.Run(input.ReadLine, cancellation).WaitAsync(cancellation) is null;
        if (_ended) output.WriteLine();
    }
}
