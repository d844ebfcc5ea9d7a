using System.Text;
using System.Text.Json;
using VideoPipeline.Executions;
using VideoPipeline.Imaging;
using VideoPipeline.Local.Runs;
using VideoPipeline.Search;
using VideoPipeline.Search.Segments;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.Stills.Classification;
using VideoPipeline.Storage;
using VideoPipeline.Testing;
using VideoPipeline.Testing.S3;
using Xunit;

namespace VideoPipeline.Local.Tests.Deployment;

/// <summary>The whole pipeline with the deployed functions: the video and the results are in a bucket.</summary>
public sealed class DeployedPipelineTests(S3TestServer server) : IClassFixture<S3TestServer>
{
    private const string Key = "videos/My film + más%20映画.mp4";

    private static readonly BgrImage s_picture = new(64, 48, Enumerable.Repeat((byte)200, 64 * 48 * 3).ToArray());

    // Only aborted uploads need this action, and none is aborted here.
    private static bool IsUnused(Statement grant) => grant.Action is "s3:AbortMultipartUpload";

    [S3Fact]
    public async Task Execution_UploadedVideo_SameBytesAsLocallyWithOnlyGrantedRequests()
    {
        await using var deployed = await DeployedFunctions.StartAsync(server);
        var video = await NumberedVideo.GetByName("h264-open.mp4").FileAsync();
        var version = await server.PutAsync(deployed.Bucket, Key, await File.ReadAllBytesAsync(video));
        var newerVideo = await NumberedVideo.GetByName("h264-closed.mp4").FileAsync();
        await server.PutAsync(deployed.Bucket, Key, await File.ReadAllBytesAsync(newerVideo));
        await PutModelAsync(deployed.Bucket, "colours");
        await PutModelAsync(deployed.Bucket, BuiltInModels.Default);
        await PutSegmentsAsync(deployed.Store);
        deployed.Fail("DecodeFunction", new ServerFault.Status(503), new ServerFault.Status(500));

        var result = await deployed.RunAsync("uploaded", new
        {
            video = $"s3://{deployed.Bucket}/{Key}?versionId={version}",
            workers = 2,
            framesPerRange = 30,
            fingerprint = true,
            model = "colours",
        });
        var newest = await deployed.RunAsync(
            "newest", new { video = $"s3://{deployed.Bucket}/{Key}", keyframes = true, fingerprint = true, model = "colours" });
        await server.PutAsync(deployed.Bucket, "videos/damaged.mp4", Damaged(await File.ReadAllBytesAsync(video)));
        var whole = await deployed.RunAsync(
            "damaged", new { video = $"s3://{deployed.Bucket}/videos/damaged.mp4", workers = 2, framesPerRange = 30 });
        var imageVersion = await server.PutAsync(deployed.Bucket, "images/a.png", ImageFile.EncodePng(s_picture));
        var image = await deployed.RunAsync(
            "image",
            new
            {
                video = $"s3://{deployed.Bucket}/images/a.png?versionId={imageVersion}", model = "colours", fingerprint = true,
            });
        var newestImage = await deployed.RunAsync(
            "newest-image", new { video = $"s3://{deployed.Bucket}/images/a.png", fingerprint = true });
        Assert.Equal(ExecutionStatus.Succeeded, newestImage.Status);
        var failed = await deployed.RunAsync("missing", new { video = $"s3://{deployed.Bucket}/videos/none.mp4" });

        Assert.Equal((ExecutionStatus.Succeeded, null), (result.Status, result.Error));
        Assert.Equal((ExecutionStatus.Succeeded, null), (newest.Status, newest.Error));
        Assert.Equal((ExecutionStatus.Succeeded, null), (whole.Status, whole.Error));
        Assert.Equal((ExecutionStatus.Succeeded, null), (image.Status, image.Error));
        Assert.Equal("VideoNotFoundException", failed.Error);
        await AssertSameAsLocallyAsync(deployed.Store, video);
        await AssertClassifiesAsync(deployed);
        await AssertFindsAsync(deployed, video);
        await AssertReportsMissingPartialsAsync(deployed);
        AssertPolicies(deployed);
        AssertLines(deployed);
    }

    // The clock of S3 cannot be put forward, so the policies are compared with the requests that S3StoreTests see.
    [Theory]
    [InlineData("DecodeFunction")]
    [InlineData("AnalyzeStillsFunction")]
    public void Policies_Partials_MayBeRenewed(string function)
    {
        var granted = Statement.OfFunction(function);

        foreach (var action in (string[])["s3:GetObject", "s3:PutObject"])
            Assert.Contains(granted, grant => grant.Grants(action, "${Bucket.Arn}/partials/0a.npz"));
    }

    [S3Fact]
    public async Task Execution_VideoInRequesterPaysBucket_ConsentsToPayWithOnlyGrantedRequests()
    {
        var films = await server.CreateBucketAsync();
        await using var deployed = await DeployedFunctions.StartAsync(server, ("RequesterPays", $"other, {films}"));
        var video = await NumberedVideo.GetByName("h264-closed.mp4").FileAsync();
        await server.PutAsync(films, Key, await File.ReadAllBytesAsync(video));

        var result = await deployed.RunAsync("film", new { video = $"s3://{films}/{Key}", workers = 2 });

        Assert.Equal((ExecutionStatus.Succeeded, null), (result.Status, result.Error));
        var template = new RenderedTemplate(("VideoBuckets", $"other,{films}"));
        foreach (var function in (string[])["IndexFunction", "DecodeFunction"])
        {
            var requests = deployed.RequestsOf(function)
                .ToLookup(request => request.Path.StartsWith(films, StringComparison.Ordinal));
            Assert.NotEmpty(requests[true]);
            Assert.All(requests[true], request => Assert.Equal("requester", request.Headers["x-amz-request-payer"]));
            Assert.All(requests[false], request => Assert.False(request.Headers.ContainsKey("x-amz-request-payer")));
            var granted = Statement.OfFunction(function, template);
            Assert.All(requests[true].SelectMany(request => S3Request.Of(request, deployed.Bucket)), request => Assert.Contains(
                granted, grant => grant.Grants(request.Action, request.Resource, request.Prefix)));
        }
    }

    // Its labels are elsewhere in the bucket; the folder of the model is searched first.
    private async Task PutModelAsync(string bucket, string name)
    {
        using var folder = new TemporaryFolder();
        ColorModel.Write(folder.Root, ColorModel.Description.Replace(
            "\"labels.txt\"",
            $"\"labels.txt\", \"address\": \"s3://{bucket}/models/lists/colours.txt\"",
            StringComparison.Ordinal));
        foreach (var file in (string[])["model.json", "colours.caffemodel", "colours.prototxt"])
            await server.PutAsync(bucket, $"models/{name}/{file}", await File.ReadAllBytesAsync(folder.File(file)));
        await server.PutAsync(bucket, "models/lists/colours.txt", Encoding.UTF8.GetBytes(ColorModel.Labels));
    }

    // So many segments that a run merges them. Their runs do not exist.
    private static async Task PutSegmentsAsync(IStore store)
    {
        var index = new FingerprintIndex(store, TimeProvider.System);
        for (var i = 0; i < 9; i++)
            await index.AddAsync(new RunContent($"deleted-{i}", "a.mp4", "a", 1, 1, [0], [default], [], null), default);
    }

    // Finds a frame of the video in its runs; there are no other runs in the index.
    private static async Task AssertFindsAsync(DeployedFunctions deployed, string video)
    {
        using var folder = new TemporaryFolder();
        Ffmpeg.Run("-i", video, "-frames:v", "1", folder.File("frame.png"));
        var request = JsonSerializer.SerializeToUtf8Bytes(new
        {
            version = "2.0",
            routeKey = "POST /images/find",
            headers = new Dictionary<string, string> { ["content-type"] = "image/png" },
            body = Convert.ToBase64String(await File.ReadAllBytesAsync(folder.File("frame.png"))),
            isBase64Encoded = true,
        });
        var response = JsonDocument.Parse(await deployed.InvokeAsync("ImagesFunction", request)).RootElement;
        var body = JsonDocument.Parse(response.GetProperty("body").GetString()!).RootElement;
        Assert.True(response.GetProperty("statusCode").GetInt32() == 200, body.ToString());
        Assert.Equal(5, body.GetProperty("runs").GetInt32());
        Assert.Equal(1, body.GetProperty("notIndexed").GetInt32()); // the failed run
        Assert.Contains(
            body.GetProperty("images")[0].GetProperty("occurrences").EnumerateArray(),
            occurrence => occurrence.GetProperty("run").GetString() == "uploaded"
                && occurrence.GetProperty("start").GetInt64() == 0);
    }

    // With s3:ListBucket, S3 answers that they are missing, not that access is denied.
    private static async Task AssertReportsMissingPartialsAsync(DeployedFunctions deployed)
    {
        await foreach (var key in deployed.Store.ListAsync("partials/", default)) await deployed.Store.DeleteAsync(key, default);
        var request = JsonSerializer.SerializeToUtf8Bytes(new { run = "uploaded", input = new { video = "s3://a/b" } });

        foreach (var function in (string[])["PlanStillsFunction", "ReduceFunction"])
        {
            var failure = await Record.ExceptionAsync(() => deployed.InvokeAsync(function, request));
            Assert.Contains("is missing from the store", failure?.ToString(), StringComparison.Ordinal);
        }
    }

    // Classifies an image with a model in the bucket by name, and with the default model, which is in the bucket too.
    private static async Task AssertClassifiesAsync(DeployedFunctions deployed)
    {
        var picture = ImageFile.EncodePng(new BgrImage(1, 1, [0, 0, 255]));
        foreach (var query in (Dictionary<string, string>?[])[new() { ["model"] = "colours" }, null])
        {
            var request = JsonSerializer.SerializeToUtf8Bytes(new
            {
                version = "2.0",
                routeKey = "POST /images/classify",
                headers = new Dictionary<string, string> { ["content-type"] = "image/png" },
                queryStringParameters = query,
                body = Convert.ToBase64String(picture),
                isBase64Encoded = true,
            });
            var response = JsonDocument.Parse(await deployed.InvokeAsync("ImagesFunction", request)).RootElement;
            Assert.Equal(200, response.GetProperty("statusCode").GetInt32());
            Assert.StartsWith("""[[{"id":2,"label":"red",""", response.GetProperty("body").GetString());
        }
    }

    // A range fails, so that the video is planned again as a single range.
    private static byte[] Damaged(byte[] video)
    {
        video.AsSpan(video.Length / 2, video.Length / 10).Fill(0xFF);
        return video;
    }

    private static async Task AssertSameAsLocallyAsync(IStore bucket, string video)
    {
        using var folder = new TemporaryFolder();
        var model = ColorModel.Write(folder.File("colours"));
        var named = folder.File(Path.GetFileName(Key)); // the summary has the name of the video
        File.Copy(video, named);
        var outcome = await new LocalRuns(new LocalRunsOptions { StoreFolder = folder.Root, Isolated = true })
            .RunAsync("local", new ExecutionInput { Video = named, Fingerprint = true, Model = model }, null, default);
        Assert.True(outcome.Succeeded, outcome.Cause);
        var (uploaded, local) = (new RunKeys("uploaded"), new RunKeys("local"));
        string[] files =
        [
            "frames.npz", "labels.txt", "fingerprints.npz", "summary.json", "mean.png", "barcode.png", "contact-sheet.jpg",
            "shots.csv", "chapters.vtt",
        ];
        foreach (var name in files)
        {
            var bytes = await bucket.GetBytesAsync(uploaded.Prefix + name, default);
            Assert.NotNull(bytes);
            Assert.True(bytes.AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(folder.Root, local.Prefix, name))), name);
        }
    }

    // The function's policies grant each request, each request has the expected bucket owner, and each grant is needed.
    private static void AssertPolicies(DeployedFunctions deployed)
    {
        string[] functions =
        [
            "IndexFunction", "PlanFunction", "DecodeFunction", "PlanStillsFunction", "AnalyzeStillsFunction", "ReduceFunction",
            "ImagesFunction",
        ];
        foreach (var function in functions)
        {
            var granted = Statement.OfFunction(function);
            var requests = deployed.RequestsOf(function);
            var required = requests.SelectMany(request => S3Request.Of(request, deployed.Bucket)).Distinct().ToList();

            Assert.NotEmpty(required);
            Assert.All(requests, request =>
                Assert.Equal(DeployedFunctions.Account, request.Headers["x-amz-expected-bucket-owner"]));
            Assert.All(required, request => Assert.True(
                granted.Any(grant => grant.Grants(request.Action, request.Resource, request.Prefix)),
                $"{function} is not granted {request}"));
            Assert.All(granted.Where(grant => !IsUnused(grant)), grant => Assert.True(
                required.Any(request => grant.Grants(request.Action, request.Resource, request.Prefix)),
                $"{function} does not use {grant}"));
        }
    }

    // Every JSON line of a function has execution, range and video.
    private static void AssertLines(DeployedFunctions deployed)
    {
        var lines = deployed.LogLines
            .Where(line => line.Text.StartsWith('{'))
            .Select(line => JsonDocument.Parse(line.Text).RootElement)
            .ToList();

        Assert.All(lines, line => Assert.All(
            (string[])["execution", "range", "video"], name => Assert.True(line.TryGetProperty(name, out _), name)));
        var completed = lines
            .Where(line => line.TryGetProperty("_aws", out _))
            .ToLookup(line => line.GetProperty("Step").GetString());
        Assert.Superset(
            new HashSet<string?> { "Index", "Plan", "Decode", "PlanStills", "AnalyzeStills", "Reduce" },
            completed.Select(step => step.Key).ToHashSet());
        Assert.True(completed["Decode"].Count() > 1);
        // The ranges of the damaged video find that it cannot be split, and deliver nothing.
        var workers = completed["Decode"].Concat(completed["AnalyzeStills"])
            .Where(line => line.GetProperty("message").GetString() == "completed");
        Assert.All(workers, line =>
            Assert.True(line.GetProperty("Frames").GetInt64() > 0 && line.GetProperty("Bytes").GetInt64() > 0));
        Assert.All(completed["AnalyzeStills"], line => Assert.Equal(JsonValueKind.Number, line.GetProperty("group").ValueKind));
        Assert.Contains(lines, line =>
            line.TryGetProperty("error", out var error) && error.GetString() == "VideoNotFoundException");
    }
}
