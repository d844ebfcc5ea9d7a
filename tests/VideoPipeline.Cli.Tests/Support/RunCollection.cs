using Xunit;

namespace VideoPipeline.Cli.Tests.Support;

/// <summary>
/// Tests that analyze videos in this process, one after the other: its functions read the store from the environment, which they
/// share.
/// </summary>
[CollectionDefinition(Name)]
public sealed class RunCollection
{
    /// <summary>The name of the collection.</summary>
    public const string Name = "Runs in this process";
}
