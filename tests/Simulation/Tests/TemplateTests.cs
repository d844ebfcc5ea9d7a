using VideoPipeline.Planning;
using VideoPipeline.Simulation.Deployed;
using Xunit;

namespace VideoPipeline.Simulation.Tests;

/// <summary>What the planner assumes of the deployment is what the template deploys.</summary>
public sealed class TemplateTests
{
    private static readonly DeployedFunction s_decode = DeployedTemplate.Read().Functions["DecodeFunction"];

    [Fact]
    public void Decode_TimeLimit_IsThatOfThePlanner() => Assert.Equal(RemoteWorker.TimeLimit, s_decode.Timeout);

    [Fact]
    public void Decode_Memory_IsThatOfThePlanner() => Assert.Equal(RemoteWorker.DefaultMegabytes, s_decode.Megabytes);
}
