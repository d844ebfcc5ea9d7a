namespace VideoPipeline.Functions.Observation;

/// <summary>
/// Receives the log lines of an invocation. Its context may implement it besides <c>ILambdaContext</c>; otherwise log lines go to
/// standard output.
/// </summary>
internal interface ILogWriter
{
    /// <summary>Writes a line. Thread-safe.</summary>
    /// <param name="line">The line, without a line break.</param>
    void WriteLine(string line);
}
