namespace VideoPipeline.Functions.Observation;

/// <summary>
/// What the context of an invocation may be besides an <c>ILambdaContext</c>: where a host in this process wants the lines of
/// functions, which go to standard output otherwise.
/// </summary>
public interface ILineLog
{
    /// <summary>Takes a line; called from any thread.</summary>
    void WriteLine(string line);
}
