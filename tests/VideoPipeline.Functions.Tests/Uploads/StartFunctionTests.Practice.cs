using Amazon.S3.Model;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Functions.Tests.Uploads;

/// <summary>What uploads lose in practice: the table of <c>docs/deploy.md</c> has these names.</summary>
public sealed partial class StartFunctionTests
{
    [AwsTheory]
    [InlineData("videos/CLIP.MOV")]
    [InlineData("videos/Clip.Mp4")]
    public async Task Upload_ExtensionInCapitals_Starts(string key) => await StartsAsync(key);

    [AwsTheory]
    [InlineData("videos/My film + más 映画 [cut] {1}.mp4")]
    [InlineData("videos/a%20b&c=d#e?f.mp4")]
    [InlineData("videos/e\u0301te\u0301.mp4")] // decomposed accents, as a Mac writes them
    [InlineData("videos/ leading and trailing .mp4")]
    public async Task Upload_SpecialCharactersInKey_StartsWithThatKey(string key) => await StartsAsync(key);

    [AwsFact]
    public async Task Upload_KeyOf1024Bytes_Starts()
    {
        var key = $"videos/{new string('a', 247)}/{new string('b', 255)}/{new string('c', 255)}/{new string('é', 126)}.mp4";
        key = key.Insert(key.Length - 4, new string('d', 1024 - System.Text.Encoding.UTF8.GetByteCount(key)));
        Assert.Equal(1024, System.Text.Encoding.UTF8.GetByteCount(key));
        await StartsAsync(key);
    }

    [AwsFact]
    public async Task Upload_InParts_Starts()
    {
        const string key = "videos/parts.mp4";
        var upload = await s3.Client.InitiateMultipartUploadAsync(_bucket, key);
        var parts = new List<PartETag>();
        foreach (var part in new[] { new byte[5 << 20], [1] })
        {
            var sent = await s3.Client.UploadPartAsync(new UploadPartRequest
            {
                BucketName = _bucket, Key = key, UploadId = upload.UploadId, PartNumber = parts.Count + 1,
                InputStream = new MemoryStream(part),
            });
            parts.Add(new PartETag(parts.Count + 1, sent.ETag));
        }
        var completed = await s3.Client.CompleteMultipartUploadAsync(new CompleteMultipartUploadRequest
        {
            BucketName = _bucket, Key = key, UploadId = upload.UploadId, PartETags = parts,
        });
        await StartsAsync(key, EventOf(key, (5 << 20) + 1, completed.VersionId));
    }

    [AwsFact]
    public async Task Upload_SixAtOnce_StartOneExecutionEach()
    {
        var uploads = await Task.WhenAll(Enumerable.Range(0, 6).Select(number => UploadAsync($"videos/film-{number}.mp4")));

        var result = await StartAsync(uploads);

        Assert.Equal(6, result.Started.Distinct().Count());
    }

    /// <summary>Another copy of a video under another key is analyzed too: who uploads it expects a result for it.</summary>
    [AwsFact]
    public async Task Upload_DuplicateUnderAnotherKey_StartsToo()
    {
        var result = await StartAsync(await UploadAsync("videos/a.mp4"), await UploadAsync("videos/b.mp4"));

        Assert.Equal(2, result.Started.Count);
    }

    [AwsFact]
    public async Task Upload_DeletedBeforeItsTurn_StartsNothingAndTheRestGoesOn()
    {
        var deleted = await UploadAsync("videos/deleted.mp4");
        var version = (await s3.Client.GetObjectMetadataAsync(_bucket, "videos/deleted.mp4")).VersionId;
        await s3.Client.DeleteObjectAsync(_bucket, "videos/deleted.mp4", version);

        var result = await StartAsync(deleted, await UploadAsync("videos/kept.mp4"));

        var name = Assert.Single(result.Started);
        Assert.StartsWith("kept-", name);
    }

    private async Task StartsAsync(string key, string? created = null)
    {
        created ??= await UploadAsync(key);
        var name = Assert.Single((await StartAsync(created)).Started);
        var video = (string?)(await InputAsync(name))["video"];
        Assert.Equal(AddressOf(created), video);
        Assert.StartsWith($"s3://{_bucket}/{key}?versionId=", video, StringComparison.Ordinal);
    }
}
