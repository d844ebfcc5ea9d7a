namespace VideoPipeline.Cli.Progress;

/// <summary>Shows what each state is about to be given, and waits until the person presses Enter.</summary>
internal sealed class StateByState(TextReader input, TextWriter output)
{
    private bool ended;

    /// <summary>Shows and waits; where the input has ended, the states follow each other without a stop.</summary>
    public async Task WaitAsync(string state, string stateInput, CancellationToken cancellation)
    {
        if (ended) return;
        output.WriteLine($"Next state: {state}, with the input\n{stateInput}");
        output.Write("Press Enter to go on. ");
        // A console's reader blocks even where it promises not to.
        ended = await Task.Run(input.ReadLine, cancellation).WaitAsync(cancellation) is null;
        if (ended) output.WriteLine();
    }
}
