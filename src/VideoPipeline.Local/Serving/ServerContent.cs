using VideoPipeline.Local.Serving.StepFunctions.Mocking;

namespace VideoPipeline.Local.Serving;

/// <summary>What a server serves besides its APIs.</summary>
internal sealed record ServerContent
{
    /// <summary>The test cases of state machines.</summary>
    public MockConfiguration Mocks { get; init; } = MockConfiguration.None;

    /// <summary>Its web pages; null for none.</summary>
    public IServerPages? Pages { get; init; }
}
