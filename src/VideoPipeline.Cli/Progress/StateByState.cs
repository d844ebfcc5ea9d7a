namespace VideoPipeline.Cli.Progress;

/// <summary>Shows what each state is about to be given, and waits until the person presses Enter.</summary>
internal sealed class StateByState(TextReader input, TextWriter output)
{
    private bool _ended;

    /// <summary>Shows and waits; where the input has ended, the states follow each other without a stop.</summary>
    public async Task WaitAsync(string state, string stateInput, CancellationToken cancellation)
    {
        if (_ended) return;
        output.WriteLine($"Next state: {state}, with the input\n{stateInput}");
        output.Write("Press Enter to go on. ");
        // A console's reader blocks even where it promises not to.
        _ended = await Task.Run(input.ReadLine, cancellation).WaitAsync(cancellation) is null;
        if (_ended) output.WriteLine();
    }
}
