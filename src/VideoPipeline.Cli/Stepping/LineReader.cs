namespace VideoPipeline.Cli.Stepping;

/// <summary>Reads lines of standard input. A line that nobody waited for any more answers the next prompt.</summary>
internal sealed class LineReader(TextReader input)
{
    private Task<string?>? _pending;

    /// <summary>Reads the next line; null at the end of the input.</summary>
    public async Task<string?> ReadAsync(CancellationToken cancellation)
    {
        // Console.In blocks even in its asynchronous methods, and a read cannot be taken back.
        _pending ??= Task.Run(input.ReadLine, CancellationToken.None);
        var line = await _pending.WaitAsync(cancellation);
        _pending = null;
        return line;
    }
}
