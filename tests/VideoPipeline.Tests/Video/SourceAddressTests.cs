using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
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
        Assert.Equal(expected, ((SourceAddress)address).Scheme);

    [Theory]
    [InlineData("https:/host/a.mp4", true)]
    [InlineData(" https://host/a.mp4", true)]
    [InlineData("HTTP:\\\\host", true)]
    [InlineData("s3:/bucket/a.mp4", true)]
    [InlineData("https://host/a.mp4", false)]
    [InlineData("http:a.mp4", false)]
    [InlineData("folder/https:/host", false)]
    public void IsMistyped_Address_IsTrueForAMistakeBeforeTheHost(string address, bool expected) =>
        Assert.Equal(expected, ((SourceAddress)address).IsMistyped);

    [Theory]
    [InlineData("/videos/a?b.mp4", "a?b.mp4")]
    [InlineData("/videos/folder/", "folder")]
    [InlineData("https://user:secret@host", "host")]
    [InlineData("https://host/a.mp4?key=secret/x.ts", "a.mp4")]
    [InlineData("https://host/a.mp4#secret", "a.mp4")]
    [InlineData("s3://bucket/a?b.mp4", "a?b.mp4")]
    [InlineData("s3://bucket/a.mp4?versionId=3HL4kqtJvjVBH40Nrjfkd", "a.mp4")]
    [InlineData("s3://bucket/a.mp4?X-Amz-Signature=secret", "a.mp4")]
    [InlineData("", "")]
    public void FileName_Address_IsTheLastSegmentOfItsPath(string address, string expected) =>
        Assert.Equal(expected, ((SourceAddress)address).FileName);

    [Theory]
    [InlineData("/models/places", "/models/places/model.json")]
    [InlineData("s3://bucket/models/", "s3://bucket/models/model.json")]
    [InlineData("https://host/places?key=secret", "https://host/places/model.json?key=secret")]
    public void Append_FolderAndFile_KeepsTheQueryBehindThePath(string folder, string expected)
    {
        var file = ((SourceAddress)folder).Append("model.json");

        Assert.Equal(expected, file.Reveal());
        Assert.Equal(folder.TrimEnd('/'), file.WithoutSuffix("/model.json").Reveal());
    }

    [Fact]
    public void Serialize_AddressWithCredentials_WritesItsText()
    {
        SourceAddress address = "https://user:secret@host/a.mp4?key=secret";

        Assert.Equal("\"https://host/a.mp4?\\u2026\"", JsonSerializer.Serialize(address));
        Assert.Equal(address, JsonSerializer.Deserialize<SourceAddress>("\"https://user:secret@host/a.mp4?key=secret\""));
    }

    [Property]
    public Property Equals_TwoAddresses_ComparesThemInFull() => Prop.ForAll(
        ArbMap.Default.ArbFor<NonNull<string>>(), ArbMap.Default.ArbFor<NonNull<string>>(), (left, right) =>
            left.Get == right.Get == ((SourceAddress)left.Get == (SourceAddress)right.Get) &&
            (SourceAddress)left.Get == (SourceAddress)(left.Get + ""));
}
