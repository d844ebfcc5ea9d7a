using VideoPipeline.Cli.Batches;
using Xunit;

namespace VideoPipeline.Cli.Tests.Batches;

public sealed class BatchLoadTests
{
    [Theory]
    [InlineData(40, 2, null, null, 2, 1)]
    [InlineData(2, 8, null, null, 2, 4)]
    [InlineData(1, 8, null, null, 1, 8)]
    [InlineData(40, 8, null, 4, 2, 4)]
    [InlineData(40, 2, null, 16, 1, 16)]
    [InlineData(40, 8, 3, null, 3, 2)]
    [InlineData(40, 2, 5, null, 5, 1)]
    public void Create_SharesTheProcessors(int videos, int processors, int? jobs, int? workers, int usedJobs, int usedWorkers) =>
        Assert.Equal(new BatchLoad(usedJobs, usedWorkers), BatchLoad.Create(videos, processors, jobs, workers));
}
