using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Tests.Video;

public class SourceAddressTests
{
    [Theory]
    [InlineData("/videos/a.mp4", null)]
    [InlineData("a:b.mp4", null)]
    [InlineData("://a", null)]
    [InlineData("a folder://x", null)]
    [InlineData("file:///a.mp4", "file")]
    [InlineData("HTTPS://host/a.mp4", "https")]
    public void Scheme_Address_IsTheTextBeforeColonAndTwoSlashes(string address, string? expected) =>
        Assert.Equal(expected, SourceAddress.Scheme(address));

    [Theory]
    [InlineData("https://user:secret@host:8080/a.mp4", "https://host:8080/a.mp4")]
    [InlineData("https://user:p@ss@host/a.mp4", "https://host/a.mp4")]
    [InlineData("https://host/a.mp4?X-Amz-Signature=secret", "https://host/a.mp4?…")]
    [InlineData("https://host?key=secret", "https://host?…")]
    [InlineData("https://host/a@b.mp4", "https://host/a@b.mp4")]
    [InlineData("http://user:secret@", "http://")]
    [InlineData("/videos/user:secret@host?.mp4", "/videos/user:secret@host?.mp4")]
    public void ForDisplay_Address_HasNoCredentials(string address, string expected) =>
        Assert.Equal(expected, SourceAddress.ForDisplay(address));
}
