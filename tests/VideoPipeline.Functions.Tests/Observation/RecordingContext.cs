using VideoPipeline.Functions.Observation;

namespace VideoPipeline.Functions.Tests.Observation;

/// <summary>A context that records the log lines of the invocation.</summary>
internal sealed class RecordingContext : TestContext, ILogWriter
{
    public List<string> Lines { get; } = [];

    public override string AwsRequestId => "request-1";

    public void WriteLine(string line) => Lines.Add(line);
}
