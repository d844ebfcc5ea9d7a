using VideoPipeline.Results.Files;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Tests.Results.Files;

public sealed class RunReportTests
{
    [Fact]
    public void Of_ReusedRange_IsExcludedFromSums()
    {
        Assert.Equal(new DecodeAccess(600_000, 3, 38, 37, 36), ExampleRun.Report.Access.Decode);
        Assert.Equal(1, ExampleRun.Report.Reused);
    }
}
