using System.Text;
using VideoPipeline.Functions.Uploads;
using Xunit;

namespace VideoPipeline.Functions.Tests.Uploads;

/// <summary>Which first bytes are those of videos and images.</summary>
public sealed class MediaFileTests
{
    [Theory]
    [InlineData("\0\0\0\u0018ftypisom", true)]
    [InlineData("\0\0\0\u0018ftypM4A ", false)]
    [InlineData("RIFF\0\0\0\0AVI LIST", true)]
    [InlineData("RIFF\0\0\0\0WEBPVP8 ", true)]
    [InlineData("RIFF\0\0\0\0WAVEfmt ", false)]
    [InlineData("BM\u0046\0\0\0\0\0\0\0\u0036\0\0\0\u0028\0\0\0", true)]
    [InlineData("BM\u0046\0\0\0\0\0\0\0\u0036\0\0\0\u0029\0\0\0", false)]
    [InlineData("BMW is a car, a long text", false)]
    [InlineData("BM", false)]
    [InlineData("RIFF", false)]
    [InlineData("", false)]
    public void HasSignature_FirstBytes_OnlyOfVideosAndImages(string head, bool isMedia) =>
        Assert.Equal(isMedia, MediaFile.HasSignature(Encoding.Latin1.GetBytes(head)));
}
