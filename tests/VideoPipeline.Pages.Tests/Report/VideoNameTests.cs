using VideoPipeline.Pages.Report;
using Xunit;

namespace VideoPipeline.Pages.Tests.Report;

public sealed class VideoNameTests
{
    [Theory]
    [InlineData("/films/a?b.mp4", "a?b.mp4")]
    [InlineData("s3://bucket/films/a.mp4", "a.mp4")]
    [InlineData("s3://bucket/a.mp4?versionId=1/2", "a.mp4")]
    [InlineData("https://example.com/", "example.com")]
    public void Of_Address_IsItsLastPart(string address, string name) => Assert.Equal(name, VideoName.Of(address));
}
