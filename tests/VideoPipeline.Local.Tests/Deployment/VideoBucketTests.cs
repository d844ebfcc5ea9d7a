using System.Text.Json.Nodes;
using VideoPipeline.Local.Functions.Templates;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Local.Tests.Deployment;

/// <summary>The policies for the parameters VideoBuckets, VideoKeys and BucketKey.</summary>
public sealed class VideoBucketTests
{
    private const string Key = "arn:aws:kms:us-east-1:123456789012:key/";

    public static TheoryData<string> Functions =>
        new(SamTemplate.Load(Path.Combine(Repository.Root, "template.yaml")).Functions.Keys);

    private static readonly string[] s_readers = ["IndexFunction", "DecodeFunction", "AnalyzeStillsFunction", "BatchFunction"];

    public static TheoryData<string> Readers => new(s_readers);

    [Theory, MemberData(nameof(Readers))]
    public void VideoBuckets_Two_ReadersMayReadBothAndNoOther(string function)
    {
        var granted = Statement.OfFunction(function, new RenderedTemplate(("VideoBuckets", "films, more-films")));

        foreach (var (bucket, isGranted) in ((string, bool)[])[("films", true), ("more-films", true), ("other", false)])
        {
            Assert.Equal(isGranted, granted.Any(grant => grant.Grants("s3:GetObject", $"arn:aws:s3:::{bucket}/a/b.mp4")));
            Assert.Equal(isGranted, granted.Any(grant => grant.Grants("s3:GetObjectVersion", $"arn:aws:s3:::{bucket}/a/b.mp4")));
            Assert.Equal(isGranted, granted.Any(grant => grant.Grants("s3:ListBucket", $"arn:aws:s3:::{bucket}")));
            Assert.DoesNotContain(granted, grant => grant.Grants("s3:PutObject", $"arn:aws:s3:::{bucket}/a/b.mp4"));
        }
    }

    [Theory, MemberData(nameof(Functions))]
    public void VideoBuckets_AnyFunction_OnlyReadersHaveStatements(string function)
    {
        var template = new RenderedTemplate(("VideoBuckets", "films"), ("VideoKeys", $"{Key}1,{Key}2"));
        var added = Statement.OfFunction(function, template).Except(Statement.OfFunction(function));

        // Batch lists the versions below a prefix too.
        var expected = function == "BatchFunction" ? 6 : s_readers.Contains(function) ? 5 : 0;
        Assert.Equal(expected, added.Count());
    }

    [Theory, MemberData(nameof(Readers))]
    public void VideoKeys_Two_ReadersMayDecryptWithBoth(string function)
    {
        var granted = Statement.OfFunction(function, new RenderedTemplate(("VideoKeys", $"{Key}1,{Key}2")));

        Assert.Equal([$"{Key}1", $"{Key}2"], granted.Where(one => one.Action == "kms:Decrypt").Select(one => one.Resource));
    }

    // A multipart upload is encrypted with the data key of its first request, which S3 decrypts again for its parts.
    [Theory, MemberData(nameof(Functions))]
    public void BucketKey_AnyFunction_MayUseItAsItReadsAndWritesTheBucket(string function)
    {
        var granted = Statement.OfFunction(function, new RenderedTemplate(("BucketKey", $"{Key}1")));

        bool May(string action) => granted.Any(
            one => one.Action == action && one.Resource.StartsWith("${Bucket.Arn}/", StringComparison.Ordinal));
        Assert.Equal(May("s3:PutObject"), granted.Contains(new Statement("kms:GenerateDataKey", $"{Key}1", null)));
        Assert.Equal(
            May("s3:GetObject") || May("s3:PutObject"), granted.Contains(new Statement("kms:Decrypt", $"{Key}1", null)));
    }

    [Fact]
    public void BucketKey_Set_EncryptsTheBucketAndMapsMayReadIt()
    {
        var template = new RenderedTemplate(("BucketKey", $"{Key}1"));

        var rule = template.Properties("Bucket")["BucketEncryption"]!["ServerSideEncryptionConfiguration"]![0]!;
        Assert.Equal("aws:kms", (string?)rule["ServerSideEncryptionByDefault"]!["SSEAlgorithm"]);
        Assert.Equal($"{Key}1", (string?)rule["ServerSideEncryptionByDefault"]!["KMSMasterKeyID"]);
        Assert.Contains(
            new Statement("kms:Decrypt", $"{Key}1", null), Statement.OfRole("StateMachineRole", template)["DistributedMap"]);
    }

    [Fact]
    public void Keys_EveryStatement_OnlyThroughS3()
    {
        var template = new RenderedTemplate(("BucketKey", $"{Key}1"), ("VideoKeys", $"{Key}2"));

        var statements = TemplateFile.DescendantsAndSelf(template.Resources).OfType<JsonObject>()
            .Where(node => (node["Action"] as JsonValue)?.ToString().StartsWith("kms:", StringComparison.Ordinal) == true)
            .ToList();

        Assert.NotEmpty(statements);
        Assert.All(statements, statement => Assert.Equal(
            "s3.*.amazonaws.com", (string?)statement["Condition"]!["StringLike"]!["kms:ViaService"]));
    }
}
