using VideoPipeline.Functions.Observation;

namespace VideoPipeline.Functions.Tests.Observation;

/// <summary>An invocation whose lines are kept.</summary>
internal sealed class RecordingContext : TestContext, ILineLog
{
    public List<string> Lines { get; } = [];

    public override string AwsRequestId => "request-1";

    public void WriteLine(string line) => Lines.Add(line);
}
