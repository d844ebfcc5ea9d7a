using VideoPipeline.Errors;
using VideoPipeline.Sources;
using VideoPipeline.Stills.Classification;
using VideoPipeline.Testing;
using VideoPipeline.Testing.S3;
using VideoPipeline.Tests.Sources.S3;
using Xunit;

namespace VideoPipeline.Tests.Stills.Classification;

/// <summary>Models under the prefix <c>models/</c> of a bucket.</summary>
public sealed class BucketModelTests(S3TestServer server) : S3SourceTestBase(server)
{
    [S3Fact]
    public async Task OpenAsync_NameInBucket_PrecedesBuiltInModel()
    {
        using var folder = new TemporaryFolder();
        await PutAsync("googlenet", ColorModel.Description);

        Assert.Equal("Colours", (await Library(folder).OpenAsync("googlenet", default)).Description.Title);
        Assert.Equal(
            "squeezenet_v1.1.caffemodel",
            (await Library(folder).FindAsync("squeezenet", default)).Description.Weights.File);
    }

    [S3Fact]
    public async Task OpenAsync_LabelsElsewhereInBucket_AreDownloaded()
    {
        using var folder = new TemporaryFolder();
        await PutAsync("colours", Described($"\"file\": \"names.txt\", \"address\": \"s3://{Bucket}/lists/names.txt\""));
        await Server.PutAsync(Bucket, "lists/names.txt", "a\nb\nc"u8.ToArray());

        Assert.Equal(["a", "b", "c"], (await Library(folder).OpenAsync("colours", default)).Labels);
    }

    [S3Theory]
    [InlineData("\"file\": \"labels.txt\", \"address\": \"PATH\"")]
    [InlineData("\"file\": \"labels.txt\", \"address\": \"file://PATH\"")]
    [InlineData("\"file\": \"PATH\"")]
    [InlineData("\"file\": \"../../runs/other/summary.json\"")]
    public async Task OpenAsync_LabelsOutsideModel_Throws(string labels)
    {
        using var folder = new TemporaryFolder();
        var secret = folder.Write("secret", "one\ntwo\nthree"u8);
        await PutAsync("colours", Described(labels.Replace("PATH", secret, StringComparison.Ordinal)));

        await Assert.ThrowsAsync<InvalidInputException>(() => Library(folder).ReadLabelsAsync("colours", default));
        await Assert.ThrowsAsync<InvalidInputException>(
            () => Library(folder).OpenAsync($"s3://{Bucket}/models/colours", default));
    }

    [S3Fact]
    public async Task OpenAsync_BucketAccessDenied_ThrowsInsteadOfUsingBuiltIn()
    {
        using var folder = new TemporaryFolder();
        Proxy.QueueFaults(new ServerFault.Status(403, Body: "<Error><Code>AccessDenied</Code></Error>"));

        await Assert.ThrowsAsync<VideoAccessDeniedException>(() => Library(folder).OpenAsync("googlenet", default));
    }

    private static string Described(string labels) =>
        ColorModel.Description.Replace("\"file\": \"labels.txt\"", labels, StringComparison.Ordinal);

    private async Task PutAsync(string name, string description)
    {
        using var model = new TemporaryFolder();
        foreach (var path in Directory.EnumerateFiles(ColorModel.Write(model.Root, description)))
            await Server.PutAsync(Bucket, $"models/{name}/{Path.GetFileName(path)}", await File.ReadAllBytesAsync(path));
    }

    private ModelLibrary Library(TemporaryFolder folder) =>
        new(
            new VideoSources(s3: Options),
            new ModelCache(folder.File("cache")),
            [$"s3://{Bucket}/models"],
            allowLocalPaths: false);
}
