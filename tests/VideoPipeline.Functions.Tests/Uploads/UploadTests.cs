using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using VideoPipeline.Errors;
using VideoPipeline.Functions.Uploads;
using Xunit;

namespace VideoPipeline.Functions.Tests.Uploads;

public sealed class UploadTests
{
    [Fact]
    public void Of_KeyWithSpacesPlusSignsAndUnicode_IsNotDecoded()
    {
        var upload = Events.Upload("upload-multipart");

        Assert.Equal("videos/2026/My film + más 映画.mp4", upload.Key);
        Assert.Equal(
            "s3://videopipeline-bucket/videos/2026/My film + más 映画.mp4?versionId=3sL4kqtJlcpXroDTDmJ.rmSpXd3dIbrHY",
            (string?)upload.Input["video"]);
        Assert.StartsWith("My-film-m-s-", upload.ExecutionName);
    }

    [Property]
    public Property ExecutionName_AnyUpload_IsValidAndDeterministic() => Prop.ForAll(AnyUpload, upload =>
        upload.ExecutionName is { Length: <= 80 } name &&
        name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') &&
        name == (upload with { }).ExecutionName);

    [Property]
    public Property ExecutionName_TwoUploads_EqualOnlyIfBucketKeyVersionAndOptionsAre() => Prop.ForAll(
        AnyUpload, AnyUpload, (first, second) => (first.ExecutionName == second.ExecutionName) == (first == second));

    [Fact]
    public void ExecutionName_UploadWithoutVersion_DependsOnContent()
    {
        var first = new Upload("bucket", "videos/a.mp4", null, "0061");

        Assert.NotEqual(first.ExecutionName, (first with { ETag = "0062" }).ExecutionName);
        Assert.Equal(first.ExecutionName, (first with { }).ExecutionName);
    }

    [Fact]
    public void Input_KeyContainingVersionId_IsUnambiguous() => Assert.Equal(
        "s3://bucket/videos/a?versionId=b?versionId=c",
        (string?)new Upload("bucket", "videos/a?versionId=b", "c", null).Input["video"]);

    [Fact]
    public void Input_AmbiguousKeyWithoutVersion_InvalidInputException() =>
        Assert.Throws<InvalidInputException>(() => new Upload("bucket", "videos/a?versionId=b", null, "1").Input);

    // Few distinct parts, so that two uploads often agree; with characters that are special in addresses and names.
    private static Arbitrary<Upload> AnyUpload => Gen.Elements("a", "b", "-", "/", " ", "+", "é", "?versionId=x")
        .ListOf().Select(parts => "videos/" + string.Concat(parts))
        .SelectMany(key => Gen.Elements("bucket", "bucket-2").SelectMany(bucket => Gen.Elements("v1", "v2")
            .SelectMany(version => Gen.Elements("{}", """{"every":2}""").Select(
                options => new Upload(bucket, key, version, null, options)))))
        .ToArbitrary();
}
