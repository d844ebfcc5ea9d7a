using VideoPipeline.Functions;
using VideoPipeline.Functions.Observation;
using VideoPipeline.Functions.Tests;

namespace VideoPipeline.FaultInjection;

/// <summary>The context of an invocation that can be stopped, and whose log nobody reads.</summary>
internal sealed class FunctionContext(CancellationToken stopping) : TestContext, IStoppable, ILogWriter
{
    public CancellationToken Stopping => stopping;

    public override TimeSpan RemainingTime => TimeSpan.FromMinutes(15);

    public void WriteLine(string line)
    {
    }
}
